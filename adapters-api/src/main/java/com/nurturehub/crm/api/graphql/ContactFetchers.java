package com.nurturehub.crm.api.graphql;

import com.nurturehub.crm.api.identity.Identity;
import com.nurturehub.crm.api.identity.Scope;
import com.nurturehub.crm.application.contact.ContactFilter;
import com.nurturehub.crm.application.contact.EraseContact;
import com.nurturehub.crm.application.contact.FindContacts;
import com.nurturehub.crm.domain.contact.ContactCategory;
import com.nurturehub.crm.domain.contact.ContactId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;

/// The people the agency knows.
@Controller
public class ContactFetchers {

  private final FindContacts contacts;
  private final EraseContact erase;

  public ContactFetchers(FindContacts contacts, EraseContact erase) {
    this.contacts = contacts;
    this.erase = erase;
  }

  record FilterInput(
      @Nullable String text,
      @Nullable ContactCategory category,
      ContactFilter.@Nullable Archived archived) {

    ContactFilter filter() {
      return new ContactFilter(
          Optional.ofNullable(text).map(String::strip).filter(typed -> !typed.isEmpty()),
          Optional.ofNullable(category),
          archived == null ? ContactFilter.Archived.INCLUDED : archived);
    }
  }

  record ContactForgotten(String id) {}

  @QueryMapping
  Page<ContactNode> contacts(
      @Argument @Nullable Integer first,
      @Argument @Nullable String after,
      @Argument @Nullable FilterInput filter,
      @AuthenticationPrincipal Identity caller) {
    var window = Window.of(first, after);
    var meant = filter == null ? ContactFilter.ALL : filter.filter();
    var slice = contacts.list(caller.acting(Scope.READ), meant, window.request());
    return window.page(slice, ContactNode::of);
  }

  @QueryMapping
  Optional<ContactNode> contact(@Argument String id, @AuthenticationPrincipal Identity caller) {
    return contacts
        .find(caller.acting(Scope.READ), new ContactId(NodeIds.read(id)))
        .map(ContactNode::of);
  }

  @MutationMapping
  Object eraseContact(@Argument String id, @AuthenticationPrincipal Identity caller) {
    var contact = new ContactId(NodeIds.read(id));
    return erase.erase(caller.acting(Scope.ERASE), contact, caller.actor())
        ? new ContactForgotten(id)
        : new Problem.NoSuchContact();
  }
}
