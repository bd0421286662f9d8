package com.nurturehub.crm.api.graphql;

import com.nurturehub.crm.application.sync.Approvals;
import com.nurturehub.crm.domain.connection.CrmProvider;
import java.time.Instant;
import java.util.Optional;

record ApprovalNode(
    String id,
    Optional<CrmProvider> provider,
    Approvals.Kind kind,
    long affected,
    long all,
    Instant askedAt,
    Approvals.Answer answer) {

  static ApprovalNode of(Approvals.Question question, Optional<CrmProvider> provider) {
    return new ApprovalNode(
        question.id().toString(),
        provider,
        question.kind(),
        question.affected(),
        question.all(),
        question.askedAt(),
        question.answer());
  }
}
