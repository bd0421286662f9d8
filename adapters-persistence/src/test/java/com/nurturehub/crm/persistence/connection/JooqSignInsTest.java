package com.nurturehub.crm.persistence.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.application.connection.SignIns;
import com.nurturehub.crm.application.connection.SignIns.Begun;
import com.nurturehub.crm.application.connection.SignIns.Marks;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.Secret;
import com.nurturehub.crm.persistence.PostgresStorage;
import com.nurturehub.crm.persistence.Sql;
import com.nurturehub.crm.testkit.Times;
import com.nurturehub.crm.testkit.contract.SignInsContract;
import com.nurturehub.crm.testkit.contract.Storage;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class JooqSignInsTest implements SignInsContract {

  private final PostgresStorage postgres = PostgresStorage.shared();

  @Override
  public Storage storage() {
    return postgres;
  }

  @Override
  public SignIns signIns() {
    return new JooqSignIns(postgres.transactions(), postgres.keysets());
  }

  @Test
  void no_verifier_lies_there_in_clear() throws SQLException {
    var begun =
        new Begun(
            CrmProvider.REAPIT,
            new Marks("state", "browser"),
            Secret.of("songbird"),
            "ada",
            false,
            Times.TEN);
    postgres.transactions().run(new AgencyId("sign-in-canary"), () -> signIns().keep(begun));

    assertThat(
            Sql.texts(
                postgres.database().superuser(),
                "select row(t.*)::text || encode(verifier, 'escape') from sign_in t"
                    + " where agency_id = 'sign-in-canary'"))
        .hasSize(1)
        .noneMatch(row -> row.contains("songbird"));
  }
}
