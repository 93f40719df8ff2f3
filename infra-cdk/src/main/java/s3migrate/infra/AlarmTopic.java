package s3migrate.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.constructs.Construct;

/// Where alarms go: one topic, and one e-mail address.
///
/// Not under a KMS key: CloudWatch may not use the one AWS manages, and one of our own costs 1 USD
/// a month, to hide texts that stand in `Alarms`.
final class AlarmTopic {

    private AlarmTopic() {}

    static Topic of(Construct scope, String email) {
        var topic = Topic.Builder.create(scope, "Topic").enforceSsl(true).build();
        topic.addSubscription(new EmailSubscription(email));
        // A topic with a policy has lost SNS's default one, which lets the account's alarms in.
        topic.addToResourcePolicy(
                PolicyStatement.Builder.create()
                        .principals(List.of(new ServicePrincipal("cloudwatch.amazonaws.com")))
                        .actions(List.of("sns:Publish"))
                        .resources(List.of(topic.getTopicArn()))
                        .conditions(
                                Map.of("StringEquals", Map.of("aws:SourceAccount", Aws.ACCOUNT_ID)))
                        .build());
        return topic;
    }
}
