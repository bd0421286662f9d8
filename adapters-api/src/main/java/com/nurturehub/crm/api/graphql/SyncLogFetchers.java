package com.nurturehub.crm.api.graphql;

import com.nurturehub.crm.api.identity.Identity;
import com.nurturehub.crm.api.identity.Scope;
import com.nurturehub.crm.api.log.LogFilter;
import com.nurturehub.crm.application.log.ReadSyncLog;
import com.nurturehub.crm.application.log.SyncLog;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.log.SyncEvent.Direction;
import com.nurturehub.crm.domain.log.SyncEvent.Kind;
import com.nurturehub.crm.domain.log.SyncEvent.Outcome;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;

/// What happened with the CRMs, and who pressed what.
@Controller
public class SyncLogFetchers {

  private final ReadSyncLog log;

  public SyncLogFetchers(ReadSyncLog log) {
    this.log = log;
  }

  record FilterInput(
      @Nullable CrmProvider provider,
      @Nullable List<Kind> kinds,
      @Nullable Direction direction,
      @Nullable List<Outcome> outcomes,
      @Nullable Instant from,
      @Nullable Instant until,
      @Nullable String contactId,
      @Nullable Boolean peopleOnly) {

    SyncLog.Filter filter() {
      var contact = contactId == null ? null : NodeIds.read(contactId);
      return new LogFilter(provider, kinds, direction, outcomes, from, until, contact, peopleOnly)
          .filter();
    }
  }

  @QueryMapping
  Page<SyncEventNode> syncEvents(
      @Argument @Nullable Integer first,
      @Argument @Nullable String after,
      @Argument @Nullable FilterInput filter,
      @AuthenticationPrincipal Identity caller) {
    var window = Window.of(first, after);
    var meant = filter == null ? SyncLog.Filter.NONE : filter.filter();
    var slice = log.list(caller.acting(Scope.AUDIT), meant, window.request());
    return window.page(slice, SyncEventNode::of);
  }
}
