// A scanner over words, literals and comments; no grammar. What it does not know it copies.
#include "db/postgres_sql.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "db/session.h"

namespace shouwen::db {

namespace {

bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || (c & 0x80) != 0; }
bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

struct Token {
  enum class Kind { space, word, literal, parameter, other } kind;
  std::string_view text;
};

std::size_t end_of_literal(std::string_view sql, std::size_t at) {
  const char quote = sql[at];
  for (++at; at < sql.size(); ++at)
    if (sql[at] == quote) {
      if (at + 1 < sql.size() && sql[at + 1] == quote) ++at;
      else return at + 1;
    }
  return sql.size();
}

/// Comments count as space.
std::vector<Token> tokens_of(std::string_view sql) {
  std::vector<Token> tokens;
  for (std::size_t at = 0; at < sql.size();) {
    std::size_t end = at + 1;
    Token::Kind kind = Token::Kind::other;
    if (is_space(sql[at]) || sql.substr(at, 2) == "--") {
      kind = Token::Kind::space;
      if (sql[at] == '-') end = std::min(sql.find('\n', at), sql.size());
      else while (end < sql.size() && is_space(sql[end])) ++end;
    } else if (sql[at] == '\'' || sql[at] == '"') {
      kind = Token::Kind::literal;
      end = end_of_literal(sql, at);
    } else if (sql[at] == '?') {
      kind = Token::Kind::parameter;
      while (end < sql.size() && sql[end] >= '0' && sql[end] <= '9') ++end;
    } else if (is_word(sql[at])) {
      kind = Token::Kind::word;
      while (end < sql.size() && is_word(sql[end])) ++end;
    }
    tokens.push_back({kind, sql.substr(at, end - at)});
    at = end;
  }
  return tokens;
}

/// Goes through the tokens; looks ahead past spaces.
class Reader {
 public:
  explicit Reader(std::string_view sql) : tokens_(tokens_of(sql)) {}
  bool over() const { return at_ >= tokens_.size(); }
  const Token& here() const { return tokens_[at_]; }
  void go_on() { ++at_; }
  /// The n-th token after this one that is no space; "" past the end.
  std::string_view ahead(int n) const {
    for (std::size_t i = at_ + 1; i < tokens_.size(); ++i)
      if (tokens_[i].kind != Token::Kind::space && --n == 0) return tokens_[i].text;
    return {};
  }
  /// Past this token and the next n that are no space.
  void skip(int n) {
    ++at_;
    for (; n > 0 && !over(); ++at_)
      if (here().kind != Token::Kind::space) --n;
  }

 private:
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
};

bool stays_after_is(std::string_view word) { return word == "NULL" || word == "DISTINCT" || word == "TRUE" || word == "FALSE"; }

class Translation {
 public:
  explicit Translation(std::string_view sql) : reader_(sql) {
    // The words of a text come as search_terms() makes them; the table keeps them with their places.
    keeps_words_ = sql.find("_terms (rowid, terms) VALUES (?1, ?2)") != std::string_view::npos;
    while (!reader_.over()) translate();
  }
  std::string text() && { return std::move(text_); }

 private:
  std::string parameter(std::string_view token) {
    const std::string number = token.size() > 1 ? std::string(token.substr(1)) : std::to_string(++unnumbered_);
    return keeps_words_ && number == "2" ? "words($2)" : "$" + number;
  }

  void translate() {
    const Token& token = reader_.here();
    if (token.kind == Token::Kind::parameter) text_ += parameter(token.text);
    if (token.kind == Token::Kind::word && translate_word(token.text)) return;
    if (token.kind != Token::Kind::parameter && token.kind != Token::Kind::word) text_ += token.text;
    reader_.go_on();
  }

  /// True if it moved on itself.
  bool translate_word(std::string_view word) {
    if (word == "IS") {
      const bool denied = reader_.ahead(1) == "NOT";
      if (!stays_after_is(reader_.ahead(denied ? 2 : 1))) {
        text_ += denied ? "IS DISTINCT FROM" : "IS NOT DISTINCT FROM";
        reader_.skip(denied ? 1 : 0);
        return true;
      }
    }
    if (word == "CROSS" && reader_.ahead(1) == "JOIN") {  // an order of joining, which the planner finds here
      text_ += "JOIN";
      reader_.skip(1);
      return true;
    }
    if (word == "INDEXED" && reader_.ahead(1) == "BY") {
      reader_.skip(2);
      return true;
    }
    if (word == "MATCH") {
      text_ += "@@ words_wanted(" + parameter(reader_.ahead(1)) + ")";
      reader_.skip(1);
      return true;
    }
    // Keywords are written large here; a small one is a name.
    if (word == "inner" || word == "user" || word == "order" || word == "end") {
      text_ += '"' + std::string(word) + '"';
      return false;
    }
    text_ += word == "INTEGER" ? "BIGINT" : word == "BLOB" ? "BYTEA" : word == "LIKE" ? "ILIKE" : word;
    return false;
  }

  Reader reader_;
  std::string text_;
  int unnumbered_ = 0;
  bool keeps_words_ = false;
};

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

std::string without_comments(std::string_view sql) {
  std::string text;
  for (const Token& token : tokens_of(sql)) text += token.kind == Token::Kind::space ? " " : token.text;
  return text;
}

/// Split at semicolons; a trigger's body belongs to it.
std::vector<std::string> statements_of(std::string_view sql) {
  std::vector<std::string> statements(1);
  bool in_trigger = false;
  std::string_view last_word;
  const std::string bare = without_comments(sql);
  for (const Token& token : tokens_of(bare)) {
    if (token.kind == Token::Kind::word) last_word = token.text;
    if (token.text == "TRIGGER") in_trigger = true;
    if (token.text == ";" && (!in_trigger || last_word == "END")) {
      statements.emplace_back();
      in_trigger = false;
    } else {
      statements.back() += token.text;
    }
  }
  std::erase_if(statements, [](const std::string& one) { return trimmed(one).empty(); });
  return statements;
}

std::string word_after(std::string_view statement, std::string_view before) {
  Reader reader(statement);
  for (; !reader.over(); reader.go_on())
    if (reader.here().text == before) return std::string(reader.ahead(1));
  return {};
}

/// BEFORE … WHEN condition BEGIN SELECT RAISE(ABORT, 'why'); END: a function of the trigger's name, and the trigger.
std::string trigger(const std::string& statement) {
  const std::string name = word_after(statement, "TRIGGER"), event = word_after(statement, "BEFORE"), table = word_after(statement, "ON");
  const std::size_t when = statement.find("WHEN "), begin = statement.rfind("BEGIN "), why = statement.find('\'', begin);
  if (name.empty() || begin == std::string::npos || statement.find("RAISE(ABORT", begin) == std::string::npos)
    throw Fault(FaultKind::other, "a trigger only refuses: " + statement);
  const std::string condition = when == std::string::npos ? "true" : postgres_query(std::string_view(statement).substr(when + 5, begin - when - 5));
  const std::string said = statement.substr(why, end_of_literal(statement, why) - why);
  return "CREATE FUNCTION " + name + "() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN IF " + condition + " THEN RAISE EXCEPTION USING MESSAGE = " + said +
         ", ERRCODE = 'check_violation'; END IF; RETURN " + (event == "DELETE" ? "OLD" : "NEW") + "; END $body$; CREATE TRIGGER " + name + " BEFORE " + event + " ON " + table +
         " FOR EACH ROW EXECUTE FUNCTION " + name + "()";
}

std::string word_index(const std::string& statement) {
  const std::string name = word_after(statement, "TABLE");
  return "CREATE TABLE " + name + " (rowid BIGINT PRIMARY KEY, terms tsvector NOT NULL); CREATE INDEX " + name + "_words ON " + name + " USING gin (terms)";
}

/// Texts compare by their bytes as in SQLite; a table numbers its rows itself as SQLite does: one above the highest.
std::string table(const std::string& statement) {
  const std::string name = word_after(statement, "TABLE");
  std::string text;
  Reader reader(statement);
  std::string column;
  for (; !reader.over(); reader.go_on()) {
    const std::string_view word = reader.here().text;
    if (word == "STRICT" || word == "WITHOUT" || word == "ROWID") {
      while (!text.empty() && (is_space(text.back()) || text.back() == ',')) text.pop_back();
      continue;
    }
    text += word;
    if (word == "TEXT") text += " COLLATE \"C\"";
    if (word == "INTEGER" && reader.ahead(1) == "PRIMARY") text += " DEFAULT next_id('" + name + "', '" + column + "')";
    if (reader.here().kind == Token::Kind::word) column = word;
  }
  return postgres_query(text);
}

/// An expression in an index stands in brackets of its own.
std::string index(const std::string& statement) {
  const std::size_t open = statement.find('(');
  std::string text = statement.substr(0, open + 1), item;
  int depth = 1;
  std::size_t at = open + 1;
  const auto close_item = [&] {
    const std::string_view bare = trimmed(item);
    const bool plain = std::all_of(bare.begin(), bare.end(), &is_word) || bare.ends_with(" DESC") || bare.back() == ')';
    text += plain ? std::string(bare) : "(" + std::string(bare) + ")";
    item.clear();
  };
  for (; at < statement.size() && depth > 0; ++at) {
    const char c = statement[at];
    depth += c == '(' ? 1 : c == ')' ? -1 : 0;
    if (depth == 0 || (depth == 1 && c == ',')) {
      close_item();
      text += depth == 0 ? ")" : ", ";
    } else {
      item += c;
    }
  }
  return postgres_query(text + statement.substr(at));
}

}  // namespace

std::string postgres_query(std::string_view sql) { return Translation(sql).text(); }

std::vector<std::string> postgres_schema(std::string_view sql) {
  std::vector<std::string> translated;
  for (const std::string& statement : statements_of(sql)) {
    const Reader reader(statement);
    const std::string second = word_after(statement, "CREATE"), altered = word_after(statement, "ALTER");
    if (second == "TRIGGER") translated.push_back(trigger(statement));
    else if (second == "VIRTUAL") translated.push_back(word_index(statement));
    else if (second == "TABLE" || altered == "TABLE") translated.push_back(table(statement));
    else if (second == "INDEX" || second == "UNIQUE") translated.push_back(index(statement));
    else translated.push_back(postgres_query(statement));
  }
  return translated;
}

std::string_view postgres_functions() {
  return R"(
CREATE OR REPLACE FUNCTION iif(boolean, bigint, bigint) RETURNS bigint IMMUTABLE LANGUAGE sql AS 'SELECT CASE WHEN $1 THEN $2 ELSE $3 END';
CREATE OR REPLACE FUNCTION max(bigint, bigint) RETURNS bigint IMMUTABLE LANGUAGE sql AS 'SELECT CASE WHEN $1 >= $2 THEN $1 WHEN $2 > $1 THEN $2 END';
CREATE OR REPLACE FUNCTION min(bigint, bigint) RETURNS bigint IMMUTABLE LANGUAGE sql AS 'SELECT CASE WHEN $1 <= $2 THEN $1 WHEN $2 < $1 THEN $2 END';
CREATE OR REPLACE FUNCTION max(bigint, bigint, bigint) RETURNS bigint IMMUTABLE LANGUAGE sql AS 'SELECT max(max($1, $2), $3)';
CREATE OR REPLACE FUNCTION instr(text, text) RETURNS integer IMMUTABLE LANGUAGE sql AS 'SELECT strpos($1, $2)';
CREATE OR REPLACE FUNCTION hex(bytea) RETURNS text IMMUTABLE LANGUAGE sql AS 'SELECT upper(encode($1, ''hex''))';
CREATE OR REPLACE FUNCTION zeroblob(bigint) RETURNS bytea IMMUTABLE LANGUAGE sql AS 'SELECT decode(repeat(''00'', $1::integer), ''hex'')';
CREATE OR REPLACE FUNCTION json_extract(document text, path text) RETURNS text IMMUTABLE LANGUAGE sql AS
  'SELECT document::jsonb #>> string_to_array(substr(path, 3), ''.'')';
CREATE OR REPLACE FUNCTION json_each(document text) RETURNS TABLE (value text) IMMUTABLE LANGUAGE sql AS
  'SELECT jsonb_array_elements_text(document::jsonb)';
CREATE OR REPLACE FUNCTION json_array_length(document text, path text) RETURNS bigint IMMUTABLE LANGUAGE sql AS
  'SELECT jsonb_array_length(document::jsonb #> string_to_array(substr(path, 3), ''.''))';
CREATE OR REPLACE FUNCTION add_truth(bigint, boolean) RETURNS bigint IMMUTABLE STRICT PARALLEL SAFE LANGUAGE plpgsql AS 'BEGIN RETURN $1 + $2::integer; END';
CREATE OR REPLACE AGGREGATE sum(boolean) (SFUNC = add_truth, STYPE = bigint, INITCOND = '0', COMBINEFUNC = int8pl, PARALLEL = SAFE);
CREATE OR REPLACE AGGREGATE sum(bigint) (SFUNC = int8pl, STYPE = bigint, COMBINEFUNC = int8pl, PARALLEL = SAFE);
CREATE OR REPLACE FUNCTION next_id(table_name text, column_name text) RETURNS bigint VOLATILE LANGUAGE plpgsql AS $body$
DECLARE id bigint;
BEGIN
  EXECUTE format('SELECT coalesce(max(%I), 0) + 1 FROM %I', column_name, table_name) INTO id;
  PERFORM set_config('shouwen.last_id', id::text, false);
  RETURN id;
END $body$;
CREATE OR REPLACE FUNCTION words(terms text) RETURNS tsvector IMMUTABLE LANGUAGE sql AS $body$
  SELECT coalesce(string_agg('''' || replace(replace(word, '\', '\\'), '''', '''''') || ''':' || least(place, 16383), ' '), '')::tsvector
  FROM unnest(string_to_array(terms, ' ')) WITH ORDINALITY AS one (word, place) WHERE word <> '' $body$;
CREATE OR REPLACE FUNCTION words_wanted(query text) RETURNS tsquery IMMUTABLE LANGUAGE sql AS $body$
  SELECT string_agg(CASE WHEN right(part, 1) = '*' THEN '''' || trim(rtrim(part, '*'), '"') || ''':*'
                         ELSE '''' || replace(trim(part, '"'), ' ', ''' <-> ''') || '''' END, ' & ')::tsquery
  FROM unnest(string_to_array(replace(replace(query, '\', '\\'), '''', ''''''), ' AND ')) AS one (part) $body$;
)";
}

}  // namespace shouwen::db
