package s3migrate.store.s3;

import s3migrate.price.Meter;
import s3migrate.price.Priced;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/// Tells what requests cost. Each once, however often it was tried: S3 asks nothing for a 503.
record PricedRequests(Meter meter) implements ExecutionInterceptor {

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
        if (operation.startsWith("Get") || operation.startsWith("Head")) {
            meter.add(Priced.S3_READ, 1);
        } else if (!operation.startsWith("Delete") && !operation.startsWith("Abort")) {
            meter.add(Priced.S3_WRITE, 1);
        }
    }
}
