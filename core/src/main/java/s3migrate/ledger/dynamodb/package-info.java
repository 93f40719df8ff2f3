/// The ledger in a DynamoDB table.
@NullMarked
package s3migrate.ledger.dynamodb;

import org.jspecify.annotations.NullMarked;
