package wherry.bench;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.Assert.assertThrows;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.Test;

public class SpreadTest {
    @Test
    public void medianOfAnOddNumberIsTheMiddleOne() {
        assertThat(Spread.of(List.of(9.0, 1.0, 2.0)), equalTo(new Spread(2, 1, 9, 3)));
    }

    @Test
    public void medianOfAnEvenNumberLiesBetweenTheMiddleTwo() {
        assertThat(Spread.of(List.of(4.0, 1.0, 2.0, 8.0)), equalTo(new Spread(3, 1, 8, 4)));
    }

    @Test
    public void percentilesAreInterpolated() {
        List<Double> hundred =
                IntStream.rangeClosed(0, 100).mapToObj(i -> (double) i).toList();

        assertThat(Spread.percentile(hundred, 95), closeTo(95, 1e-9));
        assertThat(Spread.percentile(List.of(0.0, 10.0), 95), closeTo(9.5, 1e-9));
    }

    @Test
    public void nothingHasNoSpread() {
        assertThrows(IllegalArgumentException.class, () -> Spread.of(List.of()));
    }
}
