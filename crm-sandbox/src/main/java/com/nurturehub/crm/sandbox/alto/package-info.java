/// Alto (Vebra, Houseful): token endpoint, contacts, consent, file notes, branches and the
/// activation of our integration, all under `/alto`.
///
/// What an answer looks like, and when it is refused, follows Alto's public documents. Where they
/// leave something open, [com.nurturehub.crm.sandbox.alto.AltoOptions] chooses. An *agency* is
/// known by its AgencyRef; contact numbers are an agency's own, so those of two agencies are the
/// same. A *record* is a contact with everything in it; the three *views* show parts of it, each by
/// other names.
@NullMarked
package com.nurturehub.crm.sandbox.alto;

import org.jspecify.annotations.NullMarked;
