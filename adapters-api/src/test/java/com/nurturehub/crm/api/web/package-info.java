/// Tests of what guards HTTP.
@NullMarked
package com.nurturehub.crm.api.web;

import org.jspecify.annotations.NullMarked;
