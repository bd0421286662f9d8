package com.nurturehub.crm.api.graphql;

import static java.util.stream.Collectors.toUnmodifiableSet;

import com.nurturehub.crm.api.identity.Identity;
import com.nurturehub.crm.api.identity.Scope;
import com.nurturehub.crm.application.contact.SettleDuplicates;
import com.nurturehub.crm.domain.contact.ContactId;
import java.util.List;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;

/// What a person says about people who may be one and the same.
@Controller
public class DuplicateFetchers {

  private final SettleDuplicates duplicates;

  public DuplicateFetchers(SettleDuplicates duplicates) {
    this.duplicates = duplicates;
  }

  record KeptApart(List<String> ids) {}

  @MutationMapping
  Object keepApart(@Argument List<String> ids, @AuthenticationPrincipal Identity caller) {
    var people = ids.stream().map(NodeIds::read).map(ContactId::new).collect(toUnmodifiableSet());
    return duplicates.keepApart(caller.acting(Scope.DECIDE), people, caller.actor())
        ? new KeptApart(ids)
        : new Problem.NoSuchContact();
  }
}
