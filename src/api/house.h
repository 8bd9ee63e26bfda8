// A bureau's data folder, opened: database, key, rulebook versions and the present organisation. One process holds it, or
// several share it when the database is a server.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "db/writer.h"
#include "http/sse.h"
#include "org/house_key.h"
#include "org/organisation.h"
#include "org/session_rules.h"
#include "regulation/rulebook_store.h"

namespace shouwen {

class House {
 public:
  using Clock = std::function<Instant()>;

  /// Migrates the database and takes the folder's lock. Refusals: migrate.*, house.in_use, house.folder_missing.
  /// `database`: a postgres:// URI, which any number of processes may open; "" is the file in the folder.
  static Result<std::unique_ptr<House>> open(const std::filesystem::path& folder, Clock clock, std::size_t readers, std::string_view database = "");
  ~House();

  const std::filesystem::path& folder() const;
  const db::Address& database() const;
  db::Writer& writer();
  db::Readers& readers();
  http::EventHub& hub();
  const HouseKey& key() const;
  Instant now() const;
  const SessionRules& session_rules() const;
  /// Before anything is served.
  void set_session_rules(const SessionRules& rules);

  /// Snapshots: shared, never changed, swapped whole by reload().
  std::shared_ptr<const Organisation> organisation() const;
  /// In force now. Null before a rulebook is installed.
  std::shared_ptr<const Rulebook> rulebook_now() const;
  /// The version a case is pinned to.
  std::shared_ptr<const Rulebook> rulebook_version(std::int64_t version);
  std::string bureau_name() const;
  /// Reads organisation and rulebook again after a change, and has the other processes do so.
  void reload();
  /// The same here alone: when a dated row comes into force, or another process changed something.
  void look_again();

  /// Who may hear what another process published about somebody; by its topic and data.
  using Hearing = std::function<std::function<bool(std::int64_t officer_id)>(const http::LiveEvent& event)>;
  /// Before it is called, what is not for everybody is heard by nobody. Only several processes need it.
  void set_hearing(Hearing hearing);

 private:
  struct Body;
  explicit House(std::unique_ptr<Body> body);
  void join_others();
  std::unique_ptr<Body> body_;
};

/// The clock of the machine.
Instant wall_clock();

}  // namespace shouwen
