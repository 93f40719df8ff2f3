package s3migrate.store.s3;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/// Says with every request that we pay, where a bucket's requesters do.
final class RequesterPays implements ExecutionInterceptor {

    static final String HEADER = "x-amz-request-payer";
    static final String VALUE = "requester";

    @Override
    public SdkHttpRequest modifyHttpRequest(
            Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        return context.httpRequest().toBuilder().putHeader(HEADER, VALUE).build();
    }
}
