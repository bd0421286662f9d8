/// Every port of the application in memory, no kinder than a database.
///
/// What a transaction wrote is seen by nobody else before it commits; what others commit meanwhile
/// it sees at its next look; whoever writes the same row waits. An agency sees only its own rows. A
/// *hook* is called at every port, so that a test may interrupt, delay or crash there.
@NullMarked
package com.nurturehub.crm.testkit.memory;

import org.jspecify.annotations.NullMarked;
