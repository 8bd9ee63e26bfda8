// Article and item numbers at the beginning of lines.
#include "regulation/regulation_text.h"

#include <array>
#include <optional>

#include "base/text.h"

namespace shouwen {

namespace {

constexpr std::array<std::string_view, 10> digits{"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};

/// Reads 12 or 十二 or 一百零三 from the front; 0 if there is none.
int take_number(std::string_view& text) {
  int number = 0;
  if (!text.empty() && text.front() >= '0' && text.front() <= '9') {
    while (!text.empty() && text.front() >= '0' && text.front() <= '9' && number < 10000) {
      number = number * 10 + (text.front() - '0');
      text.remove_prefix(1);
    }
    return number;
  }
  int part = 0;
  for (;;) {
    const std::string_view sign = text.substr(0, 3);
    if (sign == "十") {
      number += (part == 0 ? 1 : part) * 10;
      part = 0;
    } else if (sign == "百") {
      number += part * 100;
      part = 0;
    } else {
      std::size_t digit = 0;
      while (digit < digits.size() && digits[digit] != sign) ++digit;
      if (digit == digits.size()) return number + part;
      part = static_cast<int>(digit);
    }
    text.remove_prefix(sign.size());
  }
}

bool take(std::string_view& text, std::string_view sign) {
  if (!text.starts_with(sign)) return false;
  text.remove_prefix(sign.size());
  return true;
}

std::optional<int> take_article(std::string_view& line) {
  std::string_view rest = line;
  if (!take(rest, "第")) return std::nullopt;
  const int number = take_number(rest);
  if (number == 0 || !take(rest, "条")) return std::nullopt;
  line = rest;
  return number;
}

/// How an item is numbered: which kind of digits, in brackets or not.
struct Item {
  int style = 0;
  int number = 0;
};

std::optional<Item> take_item(std::string_view& line) {
  std::string_view rest = line;
  const bool bracket = take(rest, "（") || take(rest, "(");
  const bool arabic = !rest.empty() && rest.front() >= '0' && rest.front() <= '9';
  const int number = take_number(rest);
  if (number == 0) return std::nullopt;
  const bool closed = bracket ? take(rest, "）") || take(rest, ")") : take(rest, "、") || take(rest, "．") || take(rest, ".");
  // 1.5 is a number, not an item.
  if (!closed || (!bracket && arabic && !rest.empty() && rest.front() >= '0' && rest.front() <= '9')) return std::nullopt;
  line = rest;
  return Item{(bracket ? 2 : 0) + (arabic ? 1 : 0), number};
}

std::string without_spaces_in_front(std::string_view line) {
  while (take(line, " ") || take(line, "\t") || take(line, "　")) {
  }
  return std::string(line);
}

std::string last_characters(const std::string& text, std::size_t n) {
  return text.substr(first_characters(text, count_characters(text) - n).size());
}

class Splitter {
 public:
  void line(std::string_view text) {
    // Numbers are read in half width; what is kept is the bureau's own spelling.
    const std::string own = without_spaces_in_front(text), plain = to_half_width(own);
    std::string_view rest = plain;
    const auto own_rest = [&] { return last_characters(own, count_characters(rest)); };
    if (const auto article = take_article(rest)) {
      styles_.clear();
      numbers_ = {*article};
      begin(own_rest());
    } else if (clauses_.empty()) {
      return;
    } else if (const auto item = take_item(rest)) {
      std::size_t level = 0;
      while (level < styles_.size() && styles_[level] != item->style) ++level;
      if (level == styles_.size()) styles_.push_back(item->style);
      styles_.resize(level + 1);
      numbers_.resize(level + 1);
      numbers_.push_back(item->number);
      begin(own_rest());
    } else if (!own.empty()) {
      clauses_.back().content += (clauses_.back().content.empty() ? "" : "\n") + own;
    }
  }
  std::vector<OwnClause> take_clauses() { return std::move(clauses_); }

 private:
  void begin(std::string_view rest) {
    std::string cite = "art." + std::to_string(numbers_.front());
    for (std::size_t i = 1; i < numbers_.size(); ++i) cite += "(" + std::to_string(numbers_[i]) + ")";
    clauses_.push_back({std::move(cite), without_spaces_in_front(rest)});
  }

  std::vector<OwnClause> clauses_;
  std::vector<int> numbers_, styles_;
};

}  // namespace

std::vector<OwnClause> split_regulation(std::string_view text) {
  Splitter splitter;
  std::string_view rest = text;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find_first_of("\r\n"), rest.size());
    splitter.line(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return splitter.take_clauses();
}

void keep_regulation(db::Session& session, const std::vector<OwnClause>& clauses, const std::string& source, Instant now) {
  session.run("DELETE FROM regulation_text");
  std::int64_t position = 0;
  for (const OwnClause& clause : clauses)
    session.run("INSERT INTO regulation_text (cite, content, position, source, imported_at) VALUES (?1,?2,?3,?4,?5)"
                " ON CONFLICT (cite) DO UPDATE SET content = regulation_text.content || ?6 || excluded.content",
                clause.cite, clause.content, ++position, source, now, "\n");
}

}  // namespace shouwen
