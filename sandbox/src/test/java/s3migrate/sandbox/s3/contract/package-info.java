/// What S3 promises, as one suite over HTTP for any server: ours, one that others wrote, and
/// whichever endpoint is given by option. A class named `…Contract` holds one topic and says what
/// AWS does. The classes named `…ContractIT` bind all topics to one server; where that server
/// departs, they override the test, with the reason.
@NullMarked
package s3migrate.sandbox.s3.contract;

import org.jspecify.annotations.NullMarked;
