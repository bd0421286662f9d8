package com.nurturehub.crm.persistence.vault;

import static com.nurturehub.crm.persistence.generated.Tables.APPLICATION_TOKEN;
import static com.nurturehub.crm.persistence.generated.Tables.CONTACT_AUDIT_KEY;
import static com.nurturehub.crm.persistence.generated.Tables.CREDENTIAL;
import static com.nurturehub.crm.persistence.generated.Tables.LANE;
import static org.jooq.impl.DSL.function;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.val;

import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.persistence.JooqTransactions;
import com.nurturehub.crm.persistence.vault.KeyMarks.Mark;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.SQLDataType;

/// Everything that is encrypted and lives longer than a sign-in. An agency that has any of it has a
/// lane, or had one.
record Encrypted(JooqTransactions transactions) {

  List<AgencyId> agencies() {
    return transactions.apart(db ->
        db.selectDistinct(LANE.AGENCY_ID)
            .from(LANE)
            .orderBy(LANE.AGENCY_ID)
            .fetch(row -> new AgencyId(row.value1())));
  }

  /// How many values are encrypted with another key than this.
  int encryptedWithout(Mark key) {
    var tokens =
        transactions.apart(
            db -> db.fetchCount(APPLICATION_TOKEN, isWithout(APPLICATION_TOKEN.CIPHERTEXT, key)));
    return tokens
        + agencies().stream()
            .mapToInt(agency -> transactions.in(agency, () -> encryptedHereWithout(key)))
            .sum();
  }

  private int encryptedHereWithout(Mark key) {
    var db = transactions.here();
    return db.fetchCount(CREDENTIAL, isWithout(CREDENTIAL.CIPHERTEXT, key))
        + db.fetchCount(CONTACT_AUDIT_KEY, isWithout(CONTACT_AUDIT_KEY.CIPHERTEXT, key));
  }

  /// Not for what there is not.
  static Condition isWithout(Field<byte[]> encrypted, Mark key) {
    return function(
            "substring", SQLDataType.VARBINARY, encrypted, inline(1), inline(KeyMarks.BYTES))
        .ne(val(key.bytes()));
  }
}
