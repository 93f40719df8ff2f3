/// AWS's query protocol: parameters in a form, answers in XML. Knows nothing of any one service.
@NullMarked
package s3migrate.sandbox.query;

import org.jspecify.annotations.NullMarked;
