package com.nurturehub.crm.api.graphql;

import com.nurturehub.crm.domain.alert.Alert;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.connection.Remedy;
import java.time.Instant;
import java.util.Optional;

record AlertNode(
    String id,
    Optional<CrmProvider> provider,
    State state,
    FailureCause cause,
    String detail,
    Remedy remedy,
    Instant raisedAt,
    Optional<Instant> acknowledgedAt,
    Optional<Instant> remindedAt,
    Optional<Instant> resolvedAt,
    Optional<String> resolution) {

  enum State {
    OPEN,
    RESOLVED
  }

  static AlertNode of(Alert alert, Optional<CrmProvider> provider) {
    return switch (alert) {
      case Alert.Open open ->
          new AlertNode(
              open.id().toString(),
              provider,
              State.OPEN,
              open.cause(),
              open.detail(),
              open.remedy(),
              open.raisedAt(),
              open.acknowledgedAt(),
              open.remindedAt(),
              Optional.empty(),
              Optional.empty());
      case Alert.Resolved resolved ->
          new AlertNode(
              resolved.id().toString(),
              provider,
              State.RESOLVED,
              resolved.cause(),
              resolved.detail(),
              resolved.remedy(),
              resolved.raisedAt(),
              Optional.empty(),
              Optional.empty(),
              Optional.of(resolved.resolvedAt()),
              Optional.of(resolved.note()));
    };
  }
}
