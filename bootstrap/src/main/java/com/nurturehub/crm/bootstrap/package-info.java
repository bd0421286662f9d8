/// Starts everything: settings, wiring, main. The only place that knows every module.
@NullMarked
package com.nurturehub.crm.bootstrap;

import org.jspecify.annotations.NullMarked;
