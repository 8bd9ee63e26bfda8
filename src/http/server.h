// The socket side: HTTP/1.1 over Boost.Beast; everything else sees Request, Response and Reply.
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "http/message.h"

namespace shouwen::http {

struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;  ///< 0 = any free one
  int io_threads = 1;
  std::size_t body_limit_bytes = 1 << 20;
  std::size_t upload_limit_bytes = 20 << 20;  ///< for multipart/form-data only
  std::chrono::seconds idle_timeout{60};
  std::size_t connection_limit = 10000;
};

/// Called on an I/O thread: must return at once and answer through Reply, from any thread, later or now.
using Dispatcher = std::function<void(Request, Reply)>;

class Server {
 public:
  Server(ServerOptions options, Dispatcher dispatcher);
  /// Stops accepting, lets running answers finish (up to 5 s), closes.
  ~Server();
  std::uint16_t port() const;
  void stop();

 private:
  struct Body;
  std::unique_ptr<Body> body_;
};

}  // namespace shouwen::http
