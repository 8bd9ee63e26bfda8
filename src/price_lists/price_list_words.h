// How a price list says thresholds, hours, months, days and fees, in Chinese and English: the same on page, print, table and in
// differences. Pure.
#pragma once

#include "price_lists/price_list.h"

namespace shouwen {

struct Said {
  std::string zh, en;
};

/// "2026年7月1日", "1 July 2026".
Said day_words(Date day);
/// "7—9月", "11月—次年4月", "Jul–Sep"; "全年", "all year" for none.
Said months_words(const std::vector<std::int64_t>& months);
/// "5—10月：第一档260度及以内，第二档600度及以内，以上为第三档".
Said tier_words(const ListedSeason& season);
/// "尖峰", "sharp peak".
Said period_words(TariffPeriod period);
/// "峰 14:00—19:00（7—9月，工作日）".
Said window_words(const ListedWindow& window);
/// "合同最大需量至少按容量的40%计；超过合同值105%的部分加倍".
Said basic_charge_words(const ListedBasicCharge& basic);
/// "工商业 标准0.90：161千伏安及以上，最多减收0.75%".
Said standard_words(const ListedStandard& standard);
/// "30元/次", "暂无标准，不得收取", "已取消，不再收取", "按文件规定计收".
Said fee_words(const ListedFee& fee);
/// "2026年7月1日起", "2026年7月1日至7月31日".
Said term_words(Date from, const std::optional<Date>& to);
/// "resident low_voltage".
std::string class_codes(const std::vector<CustomerClass>& classes);
/// "居民、低压非居民"; "所有客户" for all four or none.
Said class_words(const std::vector<CustomerClass>& classes);

}  // namespace shouwen
