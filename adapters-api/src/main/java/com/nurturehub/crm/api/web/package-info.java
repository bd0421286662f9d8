/// The page, signing in to it, and what guards everything that comes over HTTP.
@NullMarked
package com.nurturehub.crm.api.web;

import org.jspecify.annotations.NullMarked;
