package io.chronoops.endtoend.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the comparison finds, and that both sides' forms of a change are one. */
class ComparedTest {
    private static Transaction transaction(long xid, String... changes) {
        var transaction = new Transaction.Builder();
        for (String change : changes) DecodedText.changes(change).forEach(transaction::add);
        return transaction.committed(xid, xid * 10);
    }

    private static Compared compared(List<Transaction> truth, List<Transaction> archived) {
        return Compared.of(truth, new Archive.Content(archived, List.of(), 1, 0));
    }

    private static final List<Transaction> TRUTH = List.of(
            transaction(1, "table public.t: INSERT: id[bigint]:1 x[text]:'a'"),
            transaction(2, "table public.t: DELETE: id[bigint]:1"),
            transaction(3, "table public.t, public.u: TRUNCATE: (no-flags)"));

    @Test
    void the_same_is_whole() {
        assertThat(compared(TRUTH, TRUTH).isWhole()).isTrue();
    }

    @Test
    void a_transaction_that_is_missing_is_lost_and_one_that_came_twice_is_doubled() {
        List<Transaction> archived = new ArrayList<>(TRUTH);
        archived.remove(1);
        archived.add(TRUTH.getFirst());

        Compared found = compared(TRUTH, archived);

        assertThat(found.lost()).isEqualTo(1);
        assertThat(found.doubled()).isEqualTo(1);
        assertThat(found.different()).isZero();
        assertThat(found.isWhole()).isFalse();
        assertThat(found.text()).contains("lost: xid 2", "doubled: xid 1", "lost 1\ndoubled 1\n");
    }

    @Test
    void one_value_or_the_order_of_two_changes_makes_a_transaction_different() {
        String first = "table public.t: INSERT: id[bigint]:1 x[text]:'a'";
        String second = "table public.t: INSERT: id[bigint]:2 x[text]:'b'";

        assertThat(compared(List.of(transaction(1, first, second)), List.of(transaction(1, second, first)))
                        .different())
                .isEqualTo(1);
        assertThat(compared(List.of(transaction(1, first)), List.of(transaction(1, first.replace("'a'", "'A'"))))
                        .different())
                .isEqualTo(1);
    }

    @Test
    void the_text_of_test_decoding_is_read_with_its_quotes_nulls_and_changed_keys() {
        Change change = DecodedText.changes("table public.t: UPDATE: old-key: id[text]:'it''s [x]: 1' new-tuple:"
                        + " id[text]:'b' n[timestamp with time zone]:null ok[boolean]:true big[text]:unchanged-toast-datum"
                        + " m[numeric]:-1.50")
                .getFirst();

        assertThat(change.key()).isEqualTo(Change.value("it's [x]: 1"));
        assertThat(change.columns())
                .isEqualTo(Map.of(
                        "id",
                        Change.value("b"),
                        "n",
                        Change.value(null),
                        "ok",
                        Change.value("t"),
                        "big",
                        Change.unchanged(),
                        "m",
                        Change.value("-1.50")));
        assertThat(DecodedText.changes("message: transactional: 1 prefix: x, sz: 1 content:y"))
                .isEmpty();
    }
}
