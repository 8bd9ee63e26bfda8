// One connection, with or without TLS: reads a request, hands it to the dispatcher, writes the answer. Callbacks on a strand,
// answers from any thread. No coroutines (gcc 12). For server.cpp alone: heavy.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>
#include <algorithm>
#include <atomic>
#include <ctime>
#include <map>
#include <mutex>
#include <type_traits>

#include "http/client_address.h"
#include "http/cookie_names.h"
#include "http/problem.h"
#include "http/server.h"
#include "http/sse.h"
#include "http/uri.h"

namespace shouwen::http {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace bhttp = boost::beast::http;
namespace ssl = boost::asio::ssl;
using Tcp = asio::ip::tcp;
using TlsStream = beast::ssl_stream<beast::tcp_stream>;

inline constexpr auto heartbeat = std::chrono::seconds(15);

/// On every answer; the content security policy forbids everything that is not ours.
inline constexpr std::pair<const char*, const char*> security_headers[] = {
    {"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "SAMEORIGIN"},
    {"Referrer-Policy", "same-origin"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Permissions-Policy", "camera=(self), geolocation=(self), microphone=()"},
    {"Content-Security-Policy",
     "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'none';"
     " form-action 'self'; frame-ancestors 'self'"}};

/// "Fri, 27 Nov 2026 09:00:00 GMT": pages count what is left by the house's clock, not by the device's.
inline const std::string& date_now() {
  thread_local std::time_t made_at = 0;
  thread_local std::string date;
  const std::time_t now = std::time(nullptr);
  if (now == made_at) return date;
  std::tm parts{};
  gmtime_r(&now, &parts);
  char text[32];
  date.assign(text, std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &parts));
  made_at = now;
  return date;
}

/// What all connections of a server share.
struct Shared {
  ServerOptions options;
  TrustedProxies proxies;
  Dispatcher dispatcher;
  asio::io_context io;
  asio::thread_pool pieces{2};
  std::atomic<std::size_t> connections{0};
  std::atomic<std::size_t> running{0};
  std::atomic<bool> stopping{false};

  /// One place for a connection from this address, if there is one left.
  bool admit(const std::string& address) {
    const std::lock_guard lock(mutex_);
    if (connections >= options.connection_limit) return false;
    std::size_t& from_here = by_address_[address];
    if (from_here >= options.connections_per_address_limit && !proxies.contains(address)) return false;
    ++from_here;
    ++connections;
    return true;
  }
  void leave(const std::string& address) {
    const std::lock_guard lock(mutex_);
    --connections;
    const auto found = by_address_.find(address);
    if (found != by_address_.end() && --found->second == 0) by_address_.erase(found);
  }

 private:
  std::mutex mutex_;
  std::map<std::string, std::size_t> by_address_;
};

inline std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  return lower;
}

inline constexpr std::size_t discarded_limit_bytes = std::size_t{64} << 20;

/// Seconds for a body: a phone with a weak signal sends 20 MB in five minutes, a drop a second does not.
inline constexpr std::size_t slowest_body_bytes_a_second = 64 * 1024;

/// Exactly this text, once: anything else is how requests are smuggled past a proxy.
inline constexpr std::string_view only_transfer_encoding = "chunked";

/// Header values of ours hold no line end, whatever they were made of.
inline std::string on_one_header_line(std::string_view value) {
  std::string line(value);
  for (char& c : line)
    if ((static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f) c = ' ';
  return line;
}

template <class Stream>
class Connection : public std::enable_shared_from_this<Connection<Stream>> {
 public:
  static constexpr bool is_tls = std::is_same_v<Stream, TlsStream>;

  /// Takes the place admitted for `address`; `context` lives as long as the connection.
  Connection(Stream stream, std::string address, std::shared_ptr<Shared> shared, std::shared_ptr<ssl::context> context = nullptr)
      : context_(std::move(context)), stream_(std::move(stream)), peer_(std::move(address)), shared_(std::move(shared)), timer_(stream_.get_executor()) {}
  ~Connection() { shared_->leave(peer_); }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  void start() {
    if constexpr (is_tls) {
      lowest().expires_after(shared_->options.head_timeout);
      stream_.async_handshake(ssl::stream_base::server, [self = this->shared_from_this()](beast::error_code error) {
        if (!error) self->read();
      });
    } else {
      read();
    }
  }

 private:
  auto& lowest() { return beast::get_lowest_layer(stream_); }
  using Parser = bhttp::request_parser<bhttp::string_body>;
  using Answer = bhttp::response<bhttp::string_body>;

  /// A connection may rest between requests; a request that has begun must go on.
  void read() {
    if (buffer_.size() > 0) return read_head();
    lowest().expires_after(shared_->options.idle_timeout);
    stream_.async_read_some(buffer_.prepare(8 * 1024), [self = this->shared_from_this()](beast::error_code error, std::size_t bytes) {
      if (error) return self->close();
      self->buffer_.commit(bytes);
      self->read_head();
    });
  }

  void read_head() {
    parser_ = std::make_unique<Parser>();
    parser_->header_limit(16 * 1024);
    parser_->body_limit(shared_->options.upload_limit_bytes);
    lowest().expires_after(shared_->options.head_timeout);
    bhttp::async_read_header(stream_, buffer_, *parser_, [self = this->shared_from_this()](beast::error_code error, std::size_t) { self->header_read(error); });
  }

  void header_read(beast::error_code error) {
    if (error) return refuse_read(error);
    const auto& head = parser_->get();
    if (!is_framed_once(head)) return refuse(400, "request.malformed");
    const bool upload = head[bhttp::field::content_type].starts_with("multipart/form-data");
    if (!upload) parser_->body_limit(shared_->options.body_limit_bytes);
    const auto length = parser_->content_length();
    const std::size_t limit = upload ? shared_->options.upload_limit_bytes : shared_->options.body_limit_bytes;
    if (length && *length > limit) return refuse(413, "body.too_large");
    lowest().expires_after(shared_->options.idle_timeout + std::chrono::seconds((length ? *length : limit) / slowest_body_bytes_a_second));
    if (beast::iequals(head[bhttp::field::expect], "100-continue")) return send_continue();
    read_body();
  }

  /// One host, and one way of saying where the body ends.
  template <class Head>
  static bool is_framed_once(const Head& head) {
    if (head.count(bhttp::field::host) > 1 || (head.version() >= 11 && head.count(bhttp::field::host) == 0)) return false;
    const std::size_t lengths = head.count(bhttp::field::content_length), encodings = head.count(bhttp::field::transfer_encoding);
    if (lengths + encodings > 1) return false;
    const std::string_view length = head[bhttp::field::content_length];
    if (lengths == 1 && (length.empty() || length.find_first_not_of("0123456789") != std::string_view::npos)) return false;
    return encodings == 0 || (head.version() >= 11 && beast::iequals(head[bhttp::field::transfer_encoding], only_transfer_encoding));
  }

  void send_continue() {
    auto answer = std::make_shared<bhttp::response<bhttp::empty_body>>(bhttp::status::continue_, 11);
    bhttp::async_write(stream_, *answer, [self = this->shared_from_this(), answer](beast::error_code error, std::size_t) {
      if (!error) self->read_body();
    });
  }

  void read_body() {
    bhttp::async_read(stream_, buffer_, *parser_, [self = this->shared_from_this()](beast::error_code error, std::size_t) { self->body_read(error); });
  }

  void refuse_read(beast::error_code error) {
    if (error == bhttp::error::end_of_stream || error == beast::error::timeout || error == asio::error::operation_aborted ||
        error == asio::error::connection_reset || error == asio::error::eof || error == ssl::error::stream_truncated)
      return close();
    if (error == bhttp::error::body_limit) return refuse(413, "body.too_large");
    if (error == bhttp::error::header_limit || error == bhttp::error::buffer_overflow) return refuse(431, "request.header_too_large");
    refuse(400, "request.malformed");
  }

  /// A request that cannot be trusted ends its connection.
  void refuse(int status, const char* code) {
    keep_alive_ = false;
    refused_ = true;
    version_ = 11;
    is_head_ = false;
    const Refusal refusal{code, "", "", {}};
    Response response = parser_->get()[bhttp::field::accept].find("text/html") == std::string_view::npos ? problem(status, refusal, Language::zh)
                                                                                                        : problem_page(status, refusal, Language::zh);
    response.headers.emplace_back("Cache-Control", "no-store");
    send(std::move(response));
  }

  void body_read(beast::error_code error) {
    if (error) return refuse_read(error);
    lowest().expires_never();
    auto message = parser_->release();
    keep_alive_ = message.keep_alive() && !shared_->stopping;
    version_ = message.version();
    is_head_ = message.method() == bhttp::verb::head;
    Request request;
    request.method = std::string(message.method_string());
    const std::string_view target(message.target().data(), message.target().size());
    const std::size_t question = target.find('?');
    const auto path = percent_decoded(target.substr(0, question), false);
    if (!path || !path->starts_with('/')) return refuse(400, "request.malformed");
    request.path = *path;
    if (question != std::string_view::npos) {
      request.raw_query = target.substr(question + 1);
      request.query = parse_query(request.raw_query);
    }
    request.headers.reserve(16);
    const bool by_proxy = shared_->proxies.contains(peer_);
    for (const auto& field : message) {
      std::string name = lower_case(field.name_string());
      // Whoever is no proxy of ours says nothing of where he comes from.
      if (!by_proxy && name.starts_with("x-")) {
        if (name.starts_with("x-forwarded-") || name == "x-request-id") continue;
      }
      request.headers.emplace_back(std::move(name), std::string(field.value()));
    }
    request.body = std::move(message.body());
    request.remote_address = client_address(peer_, request.header("x-forwarded-for"), shared_->proxies);
    note_security(request);
    if (!is_for_us(request)) return refuse(421, "request.wrong_host");
    ++shared_->running;
    shared_->dispatcher(std::move(request), [self = this->shared_from_this()](Response response) {
      asio::post(self->stream_.get_executor(), [self, response = std::move(response)]() mutable {
        --self->shared_->running;
        self->send(std::move(response));
      });
    });
  }

  /// Over TLS, ours or a proxy's: said to the application in one way, and only cookies that were set so come in.
  void note_security(Request& request) {
    is_secure_ = is_tls || request.header("x-forwarded-proto") == "https";
    std::erase_if(request.headers, [](const auto& header) { return header.first == "x-forwarded-proto"; });
    if (!is_secure_) return;
    request.headers.emplace_back("x-forwarded-proto", "https");
    std::string cookies;
    for (const auto& [name, value] : request.headers)
      if (name == "cookie") cookies += (cookies.empty() ? "" : "; ") + value;
    std::erase_if(request.headers, [](const auto& header) { return header.first == "cookie"; });
    if (const std::string own = cookies_over_tls(cookies); !own.empty()) request.headers.emplace_back("cookie", own);
  }

  /// Links are made of the Host a request names: one that is not ours would send people elsewhere. Probes ask by address.
  bool is_for_us(const Request& request) const {
    if (shared_->options.hosts.empty() || request.path == "/health" || request.path == "/ready" || request.path == "/metrics") return true;
    const std::string host = lower_case(request.header("host"));
    return std::find(shared_->options.hosts.begin(), shared_->options.hosts.end(), host) != shared_->options.hosts.end() ||
           std::find(shared_->options.hosts.begin(), shared_->options.hosts.end(), host.substr(0, host.rfind(':'))) != shared_->options.hosts.end();
  }

  template <class Message>
  void set_headers(Message& message, const Response& response) {
    message.keep_alive(keep_alive_);
    message.set(bhttp::field::content_type, response.content_type);
    message.set(bhttp::field::date, date_now());
    for (const auto& [name, value] : security_headers) message.set(name, value);
    if (is_secure_) message.set(bhttp::field::strict_transport_security, "max-age=31536000; includeSubDomains");
    for (const auto& [name, value] : response.headers) {
      if (name == "Set-Cookie") message.insert(name, on_one_header_line(is_secure_ ? set_cookie_over_tls(value) : value));
      else message.set(name, on_one_header_line(value));
    }
  }

  void send(Response response) {
    if (response.events) return stream_events(std::move(response));
    if (response.next_piece && !is_head_) return stream_pieces(std::move(response));
    auto answer = std::make_shared<Answer>(static_cast<bhttp::status>(response.status), version_);
    set_headers(*answer, response);
    answer->body() = std::move(response.body);
    answer->prepare_payload();
    if (is_head_) answer->body().clear();
    lowest().expires_after(shared_->options.idle_timeout);
    bhttp::async_write(stream_, *answer, [self = this->shared_from_this(), answer](beast::error_code error, std::size_t) { self->written(error); });
  }

  void written(beast::error_code error) {
    if (error || !keep_alive_) {
      if (error || !refused_) return close();
      if constexpr (!is_tls) close();
      discard_rest(discarded_limit_bytes);
      return;
    }
    read();
  }

  void close() {
    if constexpr (is_tls) {
      lowest().expires_after(std::chrono::seconds(3));
      stream_.async_shutdown([self = this->shared_from_this()](beast::error_code) { self->lowest().close(); });
    } else {
      beast::error_code ignored;
      stream_.socket().shutdown(Tcp::socket::shutdown_send, ignored);
    }
  }

  /// Who is still sending what was refused would lose the answer to a reset connection: read it away, for a little while.
  void discard_rest(std::size_t left) {
    if (left == 0) return close();
    lowest().expires_after(std::chrono::seconds(3));
    discarded_.resize(64 * 1024);
    stream_.async_read_some(asio::buffer(discarded_), [self = this->shared_from_this(), left](beast::error_code error, std::size_t bytes) {
      if (!error) self->discard_rest(left - std::min(left, bytes));
      else if constexpr (is_tls) self->close();
    });
  }

  using Head = bhttp::response<bhttp::empty_body>;

  /// Writes the head of a chunked answer, then goes on with `next`.
  void send_head(const Response& response, std::function<void()> next) {
    auto head = std::make_shared<Head>(static_cast<bhttp::status>(response.status), version_);
    set_headers(*head, response);
    head->chunked(true);
    auto serializer = std::make_shared<bhttp::response_serializer<bhttp::empty_body>>(*head);
    bhttp::async_write_header(stream_, *serializer, [self = this->shared_from_this(), head, serializer, next = std::move(next)](beast::error_code error, std::size_t) {
      if (error) self->close();
      else next();
    });
  }

  void send_chunk(std::string bytes, std::function<void()> next) {
    auto kept = std::make_shared<std::string>(std::move(bytes));
    asio::async_write(stream_, bhttp::make_chunk(asio::buffer(*kept)), [self = this->shared_from_this(), kept, next = std::move(next)](beast::error_code error, std::size_t) {
      if (error) self->close();
      else next();
    });
  }

  void stream_pieces(Response response) {
    auto pull = std::make_shared<std::function<std::string()>>(std::move(response.next_piece));
    send_head(response, [self = this->shared_from_this(), pull] { self->pull_piece(pull); });
  }

  void pull_piece(std::shared_ptr<std::function<std::string()>> pull) {
    asio::post(shared_->pieces, [self = this->shared_from_this(), pull] {
      std::string piece = (*pull)();
      asio::post(self->stream_.get_executor(), [self, pull, piece = std::move(piece)]() mutable {
        self->lowest().expires_after(self->shared_->options.idle_timeout);
        if (!piece.empty()) return self->send_chunk(std::move(piece), [self, pull] { self->pull_piece(pull); });
        asio::async_write(self->stream_, bhttp::make_chunk_last(), [self](beast::error_code error, std::size_t) { self->written(error); });
      });
    });
  }

  void stream_events(Response response) {
    events_ = std::move(response.events);
    response.content_type = "text/event-stream";
    response.headers.emplace_back("Cache-Control", "no-store");
    response.headers.emplace_back("X-Accel-Buffering", "no");
    events_->on_ready([weak = this->weak_from_this()] {
      if (auto self = weak.lock()) asio::post(self->stream_.get_executor(), [self] { self->timer_.cancel(); });
    });
    send_head(response, [self = this->shared_from_this()] { self->next_events("retry: 2000\n\n"); });
  }

  void next_events(std::string before) {
    if (shared_->stopping) return close();
    std::string due = before + events_->take();
    if (!due.empty()) {
      lowest().expires_after(std::chrono::seconds(30));
      return send_chunk(std::move(due), [self = this->shared_from_this()] { self->next_events(""); });
    }
    lowest().expires_never();
    timer_.expires_after(heartbeat);
    timer_.async_wait([self = this->shared_from_this()](beast::error_code error) {
      // Cancelled = something to send; elapsed = keep the line warm.
      self->next_events(error ? "" : ": still here\n\n");
    });
  }

  std::shared_ptr<ssl::context> context_;
  Stream stream_;
  const std::string peer_;
  std::shared_ptr<Shared> shared_;
  asio::steady_timer timer_;
  beast::flat_buffer buffer_;
  std::unique_ptr<Parser> parser_;
  std::shared_ptr<EventSubscription> events_;
  std::vector<char> discarded_;
  bool keep_alive_ = true, refused_ = false, is_secure_ = is_tls;
  bool is_head_ = false;
  unsigned version_ = 11;
};

}  // namespace shouwen::http
