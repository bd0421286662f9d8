package com.nurturehub.crm.connector.http;

/// Asks a CRM something and hands back its answer, whatever the status.
///
/// A call without an answer is a [com.nurturehub.crm.domain.connection.CrmFailure]: `Transient`
/// when repeating it is safe, `Ambiguous` when it was a write that may have landed.
@FunctionalInterface
public interface Exchange {

  CrmResponse exchange(CrmRequest request);
}
