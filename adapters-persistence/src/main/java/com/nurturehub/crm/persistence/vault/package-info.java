/// The keys everything secret is encrypted and digested with.
///
/// A *keyset* holds a key and its predecessors; it lies encrypted in the database, so that all
/// nodes work with the same. What opens it is the *key-encryption key*, which never lies there.
@NullMarked
package com.nurturehub.crm.persistence.vault;

import org.jspecify.annotations.NullMarked;
