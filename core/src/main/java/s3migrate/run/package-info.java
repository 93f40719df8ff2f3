/// One pass over a route: compare, choose, weigh, hand over; and the right to do so, which one pass
/// at a time has. The jobsender hands over to queues, one machine to its own transfers.
@NullMarked
package s3migrate.run;

import org.jspecify.annotations.NullMarked;
