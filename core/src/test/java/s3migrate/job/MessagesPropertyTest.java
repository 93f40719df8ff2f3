package s3migrate.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import s3migrate.Cases;

class MessagesPropertyTest {

    @Test
    void whatIsEncodedDecodesToTheSame() {
        Cases.forAll(
                AnyJob::message,
                message ->
                        assertThat(Messages.decode(Messages.encode(message))).isEqualTo(message));
    }

    @Test
    void whatIsEncodedIsPrintableAsciiWhichSqsTakes() {
        Cases.forAll(
                AnyJob::message,
                message ->
                        assertThat(Messages.encode(message).chars())
                                .allMatch(c -> ' ' <= c && c <= '\u007f'));
    }

    @Test
    void anyTextIsDecodedToSomething() {
        Cases.forAll(
                MessagesPropertyTest::damaged,
                text -> assertThat(Messages.decode(text)).isNotNull());
    }

    /// A message with some characters changed, so that many still look like one.
    private static String damaged(RandomGenerator random) {
        var text = new StringBuilder(Messages.encode(AnyJob.message(random)));
        for (int i = 0; i < 3; i++) {
            text.setCharAt(
                    random.nextInt(text.length()), text.charAt(random.nextInt(text.length())));
        }
        return text.toString();
    }
}
