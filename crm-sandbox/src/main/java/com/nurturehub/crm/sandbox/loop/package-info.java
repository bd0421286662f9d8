/// Loop under `/loop/api`, one key per team.
///
/// Only the two property lists and the key are Loop's own, as far as is publicly known. People,
/// notes, enquiries, limits, errors and webhooks follow NurtureHub's *proposal* of what such an API
/// could be, so that a connector can be built and tried; in *live-like* mode they are not there.
@NullMarked
package com.nurturehub.crm.sandbox.loop;

import org.jspecify.annotations.NullMarked;
