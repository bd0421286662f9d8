package com.nurturehub.crm.persistence.connection;

import static com.nurturehub.crm.persistence.generated.Tables.SIGN_IN;

import com.nurturehub.crm.application.connection.SignIns;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.Secret;
import com.nurturehub.crm.persistence.JooqTransactions;
import com.nurturehub.crm.persistence.vault.Context;
import com.nurturehub.crm.persistence.vault.Keysets;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/// Sign-ins in PostgreSQL, the verifier encrypted. Taking one deletes it, and only who deleted it
/// has it.
public final class JooqSignIns implements SignIns {

  private final JooqTransactions transactions;
  private final Keysets keysets;

  public JooqSignIns(JooqTransactions transactions, Keysets keysets) {
    this.transactions = transactions;
    this.keysets = keysets;
  }

  @Override
  public void keep(Begun begun) {
    var clear = begun.verifier().reveal().getBytes(StandardCharsets.UTF_8);
    transactions
        .here()
        .insertInto(
            SIGN_IN,
            SIGN_IN.PROVIDER,
            SIGN_IN.ACTOR,
            SIGN_IN.STATE_MARK,
            SIGN_IN.BROWSER_MARK,
            SIGN_IN.VERIFIER,
            SIGN_IN.PREVIEW_FIRST,
            SIGN_IN.GOOD_UNTIL)
        .values(
            begun.provider().name(),
            begun.actor(),
            begun.marks().state(),
            begun.marks().browser(),
            keysets.encrypt(clear, context(begun.provider())),
            begun.previewFirst(),
            begun.until())
        .onConflict(SIGN_IN.AGENCY_ID, SIGN_IN.PROVIDER, SIGN_IN.ACTOR)
        .doUpdate()
        .setAllToExcluded()
        .execute();
  }

  @Override
  public Optional<Begun> take(CrmProvider provider, Marks marks, Instant now) {
    return transactions
        .here()
        .deleteFrom(SIGN_IN)
        .where(SIGN_IN.PROVIDER.eq(provider.name()))
        .and(SIGN_IN.STATE_MARK.eq(marks.state()))
        .and(SIGN_IN.BROWSER_MARK.eq(marks.browser()))
        .returningResult(SIGN_IN.VERIFIER, SIGN_IN.ACTOR, SIGN_IN.PREVIEW_FIRST, SIGN_IN.GOOD_UNTIL)
        .fetchOptional(row ->
            new Begun(
                provider,
                marks,
                verifier(provider, row.value1()),
                row.value2(),
                row.value3(),
                row.value4()))
        .filter(begun -> begun.until().isAfter(now));
  }

  private Secret verifier(CrmProvider provider, byte[] encrypted) {
    var clear = keysets.decrypt(encrypted, context(provider));
    return Secret.of(new String(clear, StandardCharsets.UTF_8));
  }

  private Context context(CrmProvider provider) {
    return Context.signIn(transactions.agency(), provider);
  }
}
