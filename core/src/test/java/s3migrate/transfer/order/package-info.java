/// A model check of the order protocol that runs the real transfer: a scheduler of its own decides
/// which remote call is made next, who is killed and what lands late.
@NullMarked
package s3migrate.transfer.order;

import org.jspecify.annotations.NullMarked;
