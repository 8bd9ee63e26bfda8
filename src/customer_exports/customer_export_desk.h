// What the exports of one file and of several have in common. Heavy: only for *_api.cpp of this room.
#pragma once

#include "api/answers.h"
#include "customer_exports/customer_export.h"
#include "customer_exports/file_content.h"
#include "customers/customer_store.h"

namespace shouwen {

/// Whether the caller may take this customer's file away. Refusals: those of may.
Verdict may_export(const api::Call& call, db::Session& session, const Customer& customer);
/// The file as it stands now, under the export's watermark.
CustomerFileContent content_of(const api::Call& call, db::Session& session, const std::string& bureau_name, const Customer& customer, const CustomerExport& exported);

void add_several_exports(api::Api& api);

}  // namespace shouwen
