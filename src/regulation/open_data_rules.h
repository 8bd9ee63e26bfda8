// What of the cases is given out as data, how coarse, and to whom a request may be posted (art. 8). The regulation gives no number:
// all are the bureau's own.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace shouwen {

/// The outside interface for civic apps and city hotlines (Open311 GeoReport v2).
struct Open311Rules {
  std::string jurisdiction_id;                 ///< as clients name this bureau: a host name
  std::vector<std::string> services;           ///< codes of the categories requests may be posted in
  std::vector<std::string> listed;             ///< of these, whose requests everybody may list; never tips, never about persons
  std::int64_t coordinate_decimals = 0;        ///< places in lists are rounded to so many decimals of a degree
  std::int64_t most_listed = 0;                ///< requests in one answer
  std::int64_t key_calls_a_minute = 0;         ///< of one key
  std::int64_t key_requests_a_day = 0;         ///< of one key, local day
  std::int64_t log_days = 0;                   ///< a call is remembered for so long
};

struct OpenDataRules {
  std::string set_by;                          ///< whose numbers they are
  std::string identity;                        ///< "power.example,2026": what names of entries are made of (RFC 4151)
  std::int64_t smallest_group = 0;             ///< cases that look alike; smaller groups are given out more coarsely or not at all
  std::int64_t time_step_minutes = 0;          ///< times are cut to it
  std::int64_t wait_days = 0;                  ///< a month is frozen so many days after its last
  std::int64_t feed_entries = 0;               ///< of one Atom feed
  std::vector<std::string> about_persons;      ///< categories of complaints about persons: their category is never given out
  Open311Rules open311;
};

}  // namespace shouwen
