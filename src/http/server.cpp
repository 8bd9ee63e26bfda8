// HTTP/1.1 over Beast: callbacks on a strand per connection, answers from any thread. No coroutines (gcc 12).
#include "http/server.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <atomic>
#include <ctime>
#include <future>
#include <thread>
#include <unordered_set>

#include "http/client_address.h"
#include "http/problem.h"
#include "http/sse.h"
#include "http/uri.h"

namespace shouwen::http {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace bhttp = boost::beast::http;
using Tcp = asio::ip::tcp;

namespace {

constexpr auto heartbeat = std::chrono::seconds(15);

/// On every answer; the content security policy forbids everything that is not ours.
constexpr std::pair<const char*, const char*> security_headers[] = {
    {"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "SAMEORIGIN"},
    {"Referrer-Policy", "same-origin"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Permissions-Policy", "camera=(self), geolocation=(self), microphone=()"},
    {"Content-Security-Policy",
     "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'none';"
     " form-action 'self'; frame-ancestors 'self'"}};

/// "Fri, 27 Nov 2026 09:00:00 GMT": pages count what is left by the house's clock, not by the device's.
const std::string& date_now() {
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

struct Shared {
  ServerOptions options;
  Dispatcher dispatcher;
  asio::io_context io;
  asio::thread_pool pieces{2};
  std::atomic<std::size_t> connections{0};
  std::atomic<std::size_t> running{0};
  std::atomic<bool> stopping{false};
};

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  return lower;
}

constexpr std::size_t discarded_limit_bytes = std::size_t{64} << 20;

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(Tcp::socket socket, std::shared_ptr<Shared> shared) : stream_(std::move(socket)), shared_(std::move(shared)), timer_(stream_.get_executor()) {
    ++shared_->connections;
  }
  ~Connection() { --shared_->connections; }

  void start() { read(); }

 private:
  using Parser = bhttp::request_parser<bhttp::string_body>;
  using Answer = bhttp::response<bhttp::string_body>;

  void read() {
    parser_ = std::make_unique<Parser>();
    parser_->header_limit(16 * 1024);
    parser_->body_limit(shared_->options.upload_limit_bytes);
    stream_.expires_after(shared_->options.idle_timeout);
    bhttp::async_read_header(stream_, buffer_, *parser_, [self = shared_from_this()](beast::error_code error, std::size_t) { self->header_read(error); });
  }

  void header_read(beast::error_code error) {
    if (error) return refuse_read(error);
    const auto& head = parser_->get();
    const bool upload = head[bhttp::field::content_type].starts_with("multipart/form-data");
    if (!upload) parser_->body_limit(shared_->options.body_limit_bytes);
    const auto length = parser_->content_length();
    const std::size_t limit = upload ? shared_->options.upload_limit_bytes : shared_->options.body_limit_bytes;
    if (length && *length > limit) return refuse(413, "body.too_large");
    if (beast::iequals(head[bhttp::field::expect], "100-continue")) return send_continue();
    read_body();
  }

  void send_continue() {
    auto answer = std::make_shared<bhttp::response<bhttp::empty_body>>(bhttp::status::continue_, 11);
    bhttp::async_write(stream_, *answer, [self = shared_from_this(), answer](beast::error_code error, std::size_t) {
      if (!error) self->read_body();
    });
  }

  void read_body() {
    bhttp::async_read(stream_, buffer_, *parser_, [self = shared_from_this()](beast::error_code error, std::size_t) { self->body_read(error); });
  }

  void refuse_read(beast::error_code error) {
    if (error == bhttp::error::end_of_stream || error == beast::error::timeout || error == asio::error::operation_aborted ||
        error == asio::error::connection_reset || error == asio::error::eof)
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
    send(parser_->get()[bhttp::field::accept].find("text/html") == std::string_view::npos ? problem(status, refusal, Language::zh)
                                                                                         : problem_page(status, refusal, Language::zh));
  }

  void body_read(beast::error_code error) {
    if (error) return refuse_read(error);
    stream_.expires_never();
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
    for (const auto& field : message) request.headers.emplace_back(lower_case(field.name_string()), std::string(field.value()));
    request.body = std::move(message.body());
    beast::error_code ignored;
    const auto peer = stream_.socket().remote_endpoint(ignored);
    if (!ignored) request.remote_address = client_address(peer.address().to_string(), request.header("x-forwarded-for"));
    ++shared_->running;
    shared_->dispatcher(std::move(request), [self = shared_from_this()](Response response) {
      asio::post(self->stream_.get_executor(), [self, response = std::move(response)]() mutable {
        --self->shared_->running;
        self->send(std::move(response));
      });
    });
  }

  template <class Message>
  void set_headers(Message& message, const Response& response) {
    message.keep_alive(keep_alive_);
    message.set(bhttp::field::content_type, response.content_type);
    message.set(bhttp::field::date, date_now());
    for (const auto& [name, value] : security_headers) message.set(name, value);
    for (const auto& [name, value] : response.headers) {
      if (name == "Set-Cookie") message.insert(name, value);
      else message.set(name, value);
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
    stream_.expires_after(shared_->options.idle_timeout);
    bhttp::async_write(stream_, *answer, [self = shared_from_this(), answer](beast::error_code error, std::size_t) { self->written(error); });
  }

  void written(beast::error_code error) {
    if (error || !keep_alive_) {
      close();
      if (!error && refused_) discard_rest(discarded_limit_bytes);
      return;
    }
    read();
  }

  void close() {
    beast::error_code ignored;
    stream_.socket().shutdown(Tcp::socket::shutdown_send, ignored);
  }

  /// Who is still sending what was refused would lose the answer to a reset connection: read it away, for a little while.
  void discard_rest(std::size_t left) {
    if (left == 0) return;
    stream_.expires_after(std::chrono::seconds(3));
    discarded_.resize(64 * 1024);
    stream_.async_read_some(asio::buffer(discarded_), [self = shared_from_this(), left](beast::error_code error, std::size_t bytes) {
      if (!error) self->discard_rest(left - std::min(left, bytes));
    });
  }

  using Head = bhttp::response<bhttp::empty_body>;

  /// Writes the head of a chunked answer, then goes on with `next`.
  void send_head(const Response& response, std::function<void()> next) {
    auto head = std::make_shared<Head>(static_cast<bhttp::status>(response.status), version_);
    set_headers(*head, response);
    head->chunked(true);
    auto serializer = std::make_shared<bhttp::response_serializer<bhttp::empty_body>>(*head);
    bhttp::async_write_header(stream_, *serializer, [self = shared_from_this(), head, serializer, next = std::move(next)](beast::error_code error, std::size_t) {
      if (error) self->close();
      else next();
    });
  }

  void send_chunk(std::string bytes, std::function<void()> next) {
    auto kept = std::make_shared<std::string>(std::move(bytes));
    asio::async_write(stream_, bhttp::make_chunk(asio::buffer(*kept)), [self = shared_from_this(), kept, next = std::move(next)](beast::error_code error, std::size_t) {
      if (error) self->close();
      else next();
    });
  }

  void stream_pieces(Response response) {
    auto pull = std::make_shared<std::function<std::string()>>(std::move(response.next_piece));
    send_head(response, [self = shared_from_this(), pull] { self->pull_piece(pull); });
  }

  void pull_piece(std::shared_ptr<std::function<std::string()>> pull) {
    asio::post(shared_->pieces, [self = shared_from_this(), pull] {
      std::string piece = (*pull)();
      asio::post(self->stream_.get_executor(), [self, pull, piece = std::move(piece)]() mutable {
        self->stream_.expires_after(self->shared_->options.idle_timeout);
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
    events_->on_ready([weak = weak_from_this()] {
      if (auto self = weak.lock()) asio::post(self->stream_.get_executor(), [self] { self->timer_.cancel(); });
    });
    send_head(response, [self = shared_from_this()] { self->next_events("retry: 2000\n\n"); });
  }

  void next_events(std::string before) {
    if (shared_->stopping) return close();
    std::string due = before + events_->take();
    if (!due.empty()) {
      stream_.expires_after(std::chrono::seconds(30));
      return send_chunk(std::move(due), [self = shared_from_this()] { self->next_events(""); });
    }
    stream_.expires_never();
    timer_.expires_after(heartbeat);
    timer_.async_wait([self = shared_from_this()](beast::error_code error) {
      // Cancelled = something to send; elapsed = keep the line warm.
      self->next_events(error ? "" : ": still here\n\n");
    });
  }

  beast::tcp_stream stream_;
  std::shared_ptr<Shared> shared_;
  asio::steady_timer timer_;
  beast::flat_buffer buffer_;
  std::unique_ptr<Parser> parser_;
  std::shared_ptr<EventSubscription> events_;
  std::vector<char> discarded_;
  bool keep_alive_ = true, refused_ = false;
  bool is_head_ = false;
  unsigned version_ = 11;
};

}  // namespace

struct Server::Body {
  std::shared_ptr<Shared> shared = std::make_shared<Shared>();
  std::unique_ptr<Tcp::acceptor> acceptor;
  std::vector<std::thread> threads;
  std::optional<asio::executor_work_guard<asio::io_context::executor_type>> work;

  void accept() {
    acceptor->async_accept(asio::make_strand(shared->io), [this](beast::error_code error, Tcp::socket socket) {
      if (error == asio::error::operation_aborted || shared->stopping) return;
      if (!error && shared->connections < shared->options.connection_limit) {
        beast::error_code ignored;
        socket.set_option(Tcp::no_delay(true), ignored);
        std::make_shared<Connection>(std::move(socket), shared)->start();
      }
      accept();
    });
  }
};

Server::Server(ServerOptions options, Dispatcher dispatcher) : body_(std::make_unique<Body>()) {
  Shared& shared = *body_->shared;
  shared.options = options;
  shared.dispatcher = std::move(dispatcher);
  const Tcp::endpoint endpoint(asio::ip::make_address(options.address), options.port);
  body_->acceptor = std::make_unique<Tcp::acceptor>(shared.io, endpoint);
  body_->work.emplace(shared.io.get_executor());
  body_->accept();
  for (int i = 0; i < options.io_threads; ++i)
    body_->threads.emplace_back([shared = body_->shared] { shared->io.run(); });
}

std::uint16_t Server::port() const { return body_->acceptor->local_endpoint().port(); }

void Server::stop() {
  Shared& shared = *body_->shared;
  if (shared.stopping.exchange(true)) return;
  std::promise<void> closed;
  asio::post(shared.io, [this, &closed] {
    beast::error_code ignored;
    body_->acceptor->close(ignored);
    closed.set_value();
  });
  closed.get_future().wait();
  // What runs may finish; then nothing may post into this context any more.
  for (int i = 0; i < 500 && shared.running > 0; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
  std::this_thread::sleep_for(std::chrono::milliseconds(20));
  body_->work.reset();
  shared.io.stop();
  for (std::thread& thread : body_->threads) thread.join();
  body_->threads.clear();
  shared.pieces.join();
}

Server::~Server() { stop(); }

}  // namespace shouwen::http
