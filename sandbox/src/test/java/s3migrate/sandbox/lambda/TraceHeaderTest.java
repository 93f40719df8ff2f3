package s3migrate.sandbox.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TraceHeaderTest {
    private static final String F = "arn:aws:lambda:eu-central-1:000000000000:function:f";
    private static final String G = "arn:aws:lambda:eu-central-1:000000000000:function:g";

    @Test
    void countsTheInvocationsOfEachFunctionInAChain() {
        var header = TraceHeader.fresh();
        assertThat(header.invocations(F)).isZero();
        for (int i = 0; i < 3; i++) header = TraceHeader.parse(header.invoking(F).toString());
        header = TraceHeader.parse(header.invoking(G).toString());
        assertThat(header.invocations(F)).isEqualTo(3);
        assertThat(header.invocations(G)).isEqualTo(1);
    }

    @Test
    void isWrittenAsLambdaWritesIt() {
        assertThat(TraceHeader.fresh().invoking(F).toString())
                .matches(
                        "Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0;Lineage=[0-9a-f]{8}:0");
    }

    @Test
    void keepsTheRootOfTheChainAndOtherFunctionsCounts() {
        var next =
                TraceHeader.parse(
                                "Root=1-665a0c0c-2420a39e4fca953752e2e9f4;Lineage=061379e8:0|cbc84ad3:2")
                        .invoking(F)
                        .toString();
        assertThat(next)
                .startsWith("Root=1-665a0c0c-2420a39e4fca953752e2e9f4;")
                .contains("Lineage=061379e8:0|cbc84ad3:2|");
    }

    @Test
    void whatIsNoTraceHeaderBeginsAChain() {
        assertThat(TraceHeader.parse("").invocations(F)).isZero();
        assertThat(TraceHeader.parse("nonsense").toString()).startsWith("Root=1-");
    }
}
