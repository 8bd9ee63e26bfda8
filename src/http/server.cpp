// Accepting, and the certificate that can be changed while connections are open.
#include "http/server.h"

#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <future>
#include <optional>
#include <thread>

#include "http/connection.h"
#include "http/log_line.h"

namespace shouwen::http {

namespace {

/// Forward secrecy and authenticated encryption only; TLS 1.3 has its own list.
constexpr const char* tls_1_2_ciphers =
    "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:"
    "ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305";

struct Certificate {
  std::shared_ptr<ssl::context> context;
  std::int64_t ends_at = 0;
};

Certificate load_certificate(const std::string& certificate_file, const std::string& key_file) {
  Certificate loaded;
  loaded.context = std::make_shared<ssl::context>(ssl::context::tls_server);
  SSL_CTX* native = loaded.context->native_handle();
  beast::error_code error;
  loaded.context->use_certificate_chain_file(certificate_file, error);
  if (error) throw ServerFault("cannot read the certificate " + certificate_file + ": " + error.message());
  loaded.context->use_private_key_file(key_file, ssl::context::pem, error);
  if (error) throw ServerFault("cannot read the key " + key_file + ", or it is another certificate's: " + error.message());
  if (SSL_CTX_check_private_key(native) != 1) throw ServerFault("the key " + key_file + " is not the certificate's");
  SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION);
  SSL_CTX_set_cipher_list(native, tls_1_2_ciphers);
  SSL_CTX_set_options(native, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE);
  // Sessions of one process only: a resumed one never outlives the certificate by more than this.
  SSL_CTX_set_timeout(native, 3600);
  std::tm end{};
  if (ASN1_TIME_to_tm(X509_get0_notAfter(SSL_CTX_get0_certificate(native)), &end) == 1) loaded.ends_at = timegm(&end);
  return loaded;
}

}  // namespace

std::int64_t check_certificate(const std::string& certificate_file, const std::string& key_file) {
  return load_certificate(certificate_file, key_file).ends_at;
}

struct Server::Body {
  std::shared_ptr<Shared> shared = std::make_shared<Shared>();
  std::unique_ptr<Tcp::acceptor> acceptor;
  std::optional<asio::steady_timer> rest;
  std::vector<std::thread> threads;
  std::optional<asio::executor_work_guard<asio::io_context::executor_type>> work;
  mutable std::mutex certificate_mutex;
  Certificate certificate;

  Certificate present_certificate() const {
    const std::lock_guard lock(certificate_mutex);
    return certificate;
  }

  void begin(Tcp::socket socket) {
    beast::error_code error;
    const auto peer = socket.remote_endpoint(error);
    if (error) return;
    std::string address = peer.address().to_string();
    if (!shared->admit(address)) return;
    socket.set_option(Tcp::no_delay(true), error);
    if (auto context = present_certificate().context)
      std::make_shared<Connection<TlsStream>>(TlsStream(beast::tcp_stream(std::move(socket)), *context), std::move(address), shared, context)->start();
    else
      std::make_shared<Connection<beast::tcp_stream>>(beast::tcp_stream(std::move(socket)), std::move(address), shared)->start();
  }

  void accept() {
    acceptor->async_accept(asio::make_strand(shared->io), [this](beast::error_code error, Tcp::socket socket) {
      if (error == asio::error::operation_aborted || shared->stopping) return;
      if (!error) {
        begin(std::move(socket));
        return accept();
      }
      // No file descriptor left: whoever waits goes on waiting, and this thread does not spin.
      log_line(LogLevel::error, "accept_failed", {{"error", error.message()}});
      rest.emplace(shared->io, std::chrono::milliseconds(100));
      rest->async_wait([this](beast::error_code waited) {
        if (!waited && !shared->stopping) accept();
      });
    });
  }
};

Server::Server(ServerOptions options, Dispatcher dispatcher) : body_(std::make_unique<Body>()) {
  Shared& shared = *body_->shared;
  if (!options.certificate_file.empty()) body_->certificate = load_certificate(options.certificate_file, options.key_file);
  shared.options = options;
  shared.proxies = options.proxies;
  shared.dispatcher = std::move(dispatcher);
  try {
    const Tcp::endpoint endpoint(asio::ip::make_address(options.address), options.port);
    body_->acceptor = std::make_unique<Tcp::acceptor>(shared.io, endpoint);
  } catch (const boost::system::system_error& caught) {
    throw ServerFault("cannot listen on " + options.address + " port " + std::to_string(options.port) + ": " + caught.code().message());
  }
  body_->work.emplace(shared.io.get_executor());
  body_->accept();
  for (int i = 0; i < options.io_threads; ++i)
    body_->threads.emplace_back([shared = body_->shared] { shared->io.run(); });
}

std::uint16_t Server::port() const { return body_->acceptor->local_endpoint().port(); }
std::size_t Server::connections() const { return body_->shared->connections; }
std::int64_t Server::certificate_ends_at() const { return body_->present_certificate().ends_at; }

void Server::reload_certificate() {
  const ServerOptions& options = body_->shared->options;
  if (options.certificate_file.empty()) return;
  Certificate fresh = load_certificate(options.certificate_file, options.key_file);
  const std::lock_guard lock(body_->certificate_mutex);
  body_->certificate = std::move(fresh);
}

void Server::stop() {
  Shared& shared = *body_->shared;
  if (shared.stopping.exchange(true)) return;
  std::promise<void> closed;
  asio::post(shared.io, [this, &closed] {
    beast::error_code ignored;
    body_->acceptor->close(ignored);
    if (body_->rest) body_->rest->cancel();
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
