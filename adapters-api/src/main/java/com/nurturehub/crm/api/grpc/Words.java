package com.nurturehub.crm.api.grpc;

import com.google.protobuf.ProtocolMessageEnum;
import com.nurturehub.crm.application.InvalidRequest;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.contact.ContactField;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Our words and the contract's. The contract spells ours with the type's name before them; a test
/// sees to it that none is missing.
final class Words {

  private Words() {}

  static <W extends Enum<W> & ProtocolMessageEnum> W toWire(
      Class<W> wire, String prefix, Enum<?> ours) {
    return Enum.valueOf(wire, prefix + ours.name());
  }

  /// Our word, or nothing where none was named.
  static <E extends Enum<E>> Optional<E> ours(Class<E> ours, String prefix, Enum<?> wire) {
    return Arrays.stream(ours.getEnumConstants())
        .filter(word -> wire.name().equals(prefix + word.name()))
        .findFirst();
  }

  static <E extends Enum<E>> E named(Class<E> ours, String prefix, Enum<?> wire, String field) {
    return ours(ours, prefix, wire)
        .orElseThrow(() -> new InvalidRequest(field, "is not one of the values there are"));
  }

  static com.nurturehub.crm.v1.CrmProvider toWire(CrmProvider provider) {
    return toWire(com.nurturehub.crm.v1.CrmProvider.class, "CRM_PROVIDER_", provider);
  }

  static CrmProvider ours(com.nurturehub.crm.v1.CrmProvider provider) {
    return named(CrmProvider.class, "CRM_PROVIDER_", provider, "provider");
  }

  static String toWire(ContactField field) {
    return field.name().toLowerCase(Locale.ROOT);
  }

  static List<String> toWire(Collection<ContactField> fields) {
    return fields.stream().sorted().map(Words::toWire).toList();
  }
}
