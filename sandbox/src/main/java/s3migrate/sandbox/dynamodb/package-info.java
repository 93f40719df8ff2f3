/// A stand-in for DynamoDB: tables with one string key and at most one sparse index, in memory, and
/// the operations the ledger sends. Strict: an expression, type or request field it does not know
/// is refused by name, never passed over.
@NullMarked
package s3migrate.sandbox.dynamodb;

import org.jspecify.annotations.NullMarked;
