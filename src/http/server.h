// The socket side: HTTP/1.1 over Boost.Beast, plain or over TLS; everything else sees Request, Response and Reply.
#pragma once

#include <chrono>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "http/client_address.h"
#include "http/message.h"

namespace shouwen::http {

struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;  ///< 0 = any free one
  int io_threads = 1;
  std::size_t body_limit_bytes = 1 << 20;
  std::size_t upload_limit_bytes = 20 << 20;  ///< for multipart/form-data only
  std::chrono::seconds idle_timeout{60};      ///< between requests
  std::chrono::seconds head_timeout{20};      ///< from a request's first byte to the end of its head; also a TLS handshake
  std::size_t connection_limit = 10000;
  std::size_t connections_per_address_limit = 4000;  ///< a whole bureau behind one address, but never all places; not for proxies
  TrustedProxies proxies;
  std::vector<std::string> hosts;  ///< names of ours, in lower case; none: any is taken
  std::string certificate_file, key_file;  ///< PEM, chain first to last; both or neither
};

/// What the operator must mend: a port that is taken, a certificate that cannot be read.
class ServerFault : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Called on an I/O thread: must return at once and answer through Reply, from any thread, later or now.
using Dispatcher = std::function<void(Request, Reply)>;

class Server {
 public:
  /// Throws ServerFault.
  Server(ServerOptions options, Dispatcher dispatcher);
  /// Stops accepting, lets running answers finish (up to 5 s), closes.
  ~Server();
  std::uint16_t port() const;
  std::size_t connections() const;
  /// Reads certificate and key again: new connections use them. Throws ServerFault, and the old ones stay in use.
  void reload_certificate();
  /// Unix time at which the certificate in use ends; 0 without TLS.
  std::int64_t certificate_ends_at() const;
  void stop();

 private:
  struct Body;
  std::unique_ptr<Body> body_;
};

/// Whether the pair can be read and belongs together, and when it ends (unix time). Throws ServerFault.
std::int64_t check_certificate(const std::string& certificate_file, const std::string& key_file);

}  // namespace shouwen::http
