/// Queues on loopback: ElasticMQ with SQS's strict limits, behind a front that adds what ElasticMQ
/// leaves out. The Lambda host polls these queues from inside the JVM; the code under test reaches
/// them with the AWS SDK.
@NullMarked
package s3migrate.sandbox.sqs;

import org.jspecify.annotations.NullMarked;
