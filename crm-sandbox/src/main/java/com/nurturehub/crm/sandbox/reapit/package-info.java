/// Reapit Foundations: the identity host under `/reapit/connect`, the platform host under
/// `/reapit/platform`.
///
/// What an answer looks like, and when it is refused, follows Reapit's public documents. Where they
/// leave something open, [com.nurturehub.crm.sandbox.reapit.ReapitOptions] chooses.
@NullMarked
package com.nurturehub.crm.sandbox.reapit;

import org.jspecify.annotations.NullMarked;
