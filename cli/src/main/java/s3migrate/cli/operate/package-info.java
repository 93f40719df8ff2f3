/// The commands on a deployed system: what it does, what failed and why, and how a person helps it.
/// It is found by the parameter that its deployment wrote; queues, ledger, parameters and reports
/// are reached with the credentials of whoever asks.
@NullMarked
package s3migrate.cli.operate;

import org.jspecify.annotations.NullMarked;
