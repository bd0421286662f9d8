/// The card index of one customer: a contact per card, up to a million of them, most of which exist
/// only when somebody looks.
///
/// Base cards are *made* from a seed and their number each time they are read. A card that was
/// changed, or added, is *touched* and kept as the bytes it is answered with. Base cards were
/// created and modified in the order of their numbers, so a page of them is found by counting;
/// touched cards are kept in order beside them.
@NullMarked
package com.nurturehub.crm.sandbox.cards;

import org.jspecify.annotations.NullMarked;
