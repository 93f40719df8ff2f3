/// Tests of the transfer, against stores and a ledger in memory.
@NullMarked
package s3migrate.transfer;

import org.jspecify.annotations.NullMarked;
