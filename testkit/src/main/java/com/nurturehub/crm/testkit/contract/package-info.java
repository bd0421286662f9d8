/// What every implementation of a port promises, sentence by sentence.
///
/// An implementation signs by a test class that implements the contract's interface and says where
/// it is kept.
@NullMarked
package com.nurturehub.crm.testkit.contract;

import org.jspecify.annotations.NullMarked;
