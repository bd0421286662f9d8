package com.nurturehub.crm.application.sync;

import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.Transactions;
import com.nurturehub.crm.application.connection.Connections;
import com.nurturehub.crm.application.sync.Approvals.Kind;
import com.nurturehub.crm.application.sync.Approvals.Question;
import com.nurturehub.crm.application.sync.Previews.Item;
import com.nurturehub.crm.application.sync.Previews.Part;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.connection.CrmProvider;
import java.util.List;
import java.util.Optional;

record ReviewingPreview(
    Transactions transactions, Connections connections, Approvals approvals, Previews previews)
    implements ReviewPreview {

  @Override
  public Optional<Preview> of(AgencyId agency, CrmProvider provider) {
    return transactions.in(agency, () -> held(provider).map(this::preview));
  }

  @Override
  public Slice<Item> list(AgencyId agency, CrmProvider provider, Part part, Slice.Request request) {
    return transactions.in(
        agency,
        () ->
            held(provider)
                .map(connection -> previews.list(connection.id(), part, request))
                .orElseGet(() -> new Slice<>(List.of(), Optional.empty(), 0)));
  }

  private Optional<Connection> held(CrmProvider provider) {
    return connections
        .of(provider)
        .filter(Connection::isConnected)
        .filter(connection -> connection.settings().previewFirst())
        .filter(connection -> asked(connection).filter(Question::isGranted).isEmpty());
  }

  private Preview preview(Connection connection) {
    return new Preview(
        asked(connection).filter(question -> !question.usedUp()), previews.count(connection.id()));
  }

  private Optional<Question> asked(Connection connection) {
    return approvals.latest(connection.id(), Kind.PREVIEW);
  }
}
