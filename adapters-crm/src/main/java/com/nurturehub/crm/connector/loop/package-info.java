/// Loop: keys are proved as is publicly known; people follow our own proposal of what such an API
/// could be.
///
/// Nobody has published how Loop shows people, so addresses, names, methods and meanings are all
/// data in [com.nurturehub.crm.connector.loop.LoopSettings], and off until the vendor confirms
/// them.
@NullMarked
package com.nurturehub.crm.connector.loop;

import org.jspecify.annotations.NullMarked;
