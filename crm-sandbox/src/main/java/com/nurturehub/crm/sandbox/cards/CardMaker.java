package com.nurturehub.crm.sandbox.cards;

import com.nurturehub.crm.sandbox.http.JsonBytes;
import java.util.List;

/// Makes the base cards of one customer. The same number gives the same card, always.
///
/// Creation and modification times never fall from one number to the next.
public interface CardMaker {

  int count();

  /// Milliseconds since 1970.
  long created(int number);

  /// Milliseconds since 1970.
  long modified(int number);

  boolean archived(int number);

  String id(int number);

  Card make(int number);

  /// Writes the contact as it stands on the wire, without making a card of it.
  void write(int number, JsonBytes out);

  /// The number that this id may have, or a negative one. Whether it really has is not checked.
  int numberOf(String id);

  /// Numbers of the cards that may be meant by this handle, few of them.
  List<Integer> numbersFor(String handle);
}
