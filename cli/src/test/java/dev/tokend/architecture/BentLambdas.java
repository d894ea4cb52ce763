package dev.tokend.architecture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.IntBinaryOperator;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;
import java.util.function.IntToLongFunction;
import java.util.function.IntUnaryOperator;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;

/** Lambdas and method references of every kind, and what they answer; for {@link StraightenTest}. */
public final class BentLambdas implements Callable<List<String>> {
  private static final Supplier<String> AT_THE_START = () -> "static " + BentPlaces.Kind.FIRST.apply(2);

  private final List<String> lines = new ArrayList<>();
  private final String own = "own";

  /** Its method is there three times: as it is, and as those of the two interfaces, erased. */
  private interface Both extends Function<String, Integer>, ToIntOfText {
    @Override
    Integer apply(String text);
  }

  private interface ToIntOfText {
    Object apply(String text);
  }

  private interface Marked {}

  private interface Thrower<E extends Exception> {
    void run() throws E;
  }

  private record Held<T>(T value, long more) {
    private static <T> String told(Held<T> held) {
      return "told " + held;
    }

    private String tell(int times) {
      return (value + " ").repeat(times) + more;
    }
  }

  private final class Inner {
    private final int number;

    private Inner(int number) {
      this.number = number;
    }

    private Supplier<String> supplier(char mark) {
      return () -> own + mark + number + new Object() {
        private final Supplier<String> deep = () -> own + Inner.this.number;
      }.deep.get();
    }
  }

  private static String takesLong(long wide) {
    return "long " + wide;
  }

  private static String takesNumber(Number number) {
    return number.getClass().getSimpleName() + " " + number;
  }

  private static int three() {
    return 3;
  }

  private static Character letter() {
    return 'x';
  }

  private static <T extends Number & Comparable<T>> String compared(T first, T second) {
    BiFunction<T, T, Integer> order = T::compareTo;
    Function<T, Long> wide = T::longValue;
    ToDoubleFunction<T> floating = T::doubleValue;
    return order.apply(first, second) + " " + wide.apply(first) + " " + floating.applyAsDouble(second);
  }

  private static String joined(String between, Object... parts) {
    return String.join(between, Arrays.stream(parts).map(String::valueOf).toList());
  }

  private void captures(boolean z, byte b, short s, char c, int i, long l, float f, double d, String text, int[] array) {
    Supplier<String> all = () -> z + " " + b + " " + s + " " + c + " " + i + " " + l + " " + f + " " + d + text + array[0];
    IntFunction<Supplier<String>> nested = n -> () -> n + all.get() + own;
    lines.add(all.get());
    lines.add(nested.apply(l > 0 ? 1 : 2).get());
    LongSupplier wide = () -> l;
    DoubleSupplier floating = () -> f + d;
    BooleanSupplier truth = () -> z;
    lines.add(wide.getAsLong() + " " + floating.getAsDouble() + " " + truth.getAsBoolean());
  }

  private void conversions() {
    Function<Integer, String> unboxedAndWidened = BentLambdas::takesLong;
    IntFunction<String> widened = BentLambdas::takesLong;
    IntFunction<String> boxed = BentLambdas::takesNumber;
    Supplier<Object> boxedResult = BentLambdas::three;
    Supplier<Integer> boxedAlike = BentLambdas::three;
    DoubleSupplier widenedResult = BentLambdas::three;
    IntSupplier unboxedResult = BentLambdas::letter;
    ToDoubleFunction<Character> unboxedReceiver = Character::charValue;
    ToLongFunction<Integer> sameOfBox = Integer::byteValue;
    IntToLongFunction wide = n -> n;
    Comparator<Byte> bytes = Byte::compare;
    Comparator<Double> doubles = Double::compare;
    BinaryOperator<Long> sum = Long::sum;
    IntBinaryOperator most = Math::max;
    UnaryOperator<Boolean> not = truth -> !truth;
    lines.add(unboxedAndWidened.apply(-3) + widened.apply(4) + boxed.apply(5));
    lines.add(boxedResult.get() + " " + boxedAlike.get() + " " + widenedResult.getAsDouble());
    lines.add(unboxedResult.getAsInt() + " " + unboxedReceiver.applyAsDouble('y') + " " + sameOfBox.applyAsLong(300));
    lines.add(wide.applyAsLong(7) + " " + bytes.compare((byte) 1, (byte) 3) + " " + doubles.compare(2.5, 1.5));
    lines.add(sum.apply(1L << 40, 2L) + " " + most.applyAsInt(2, 9) + " " + not.apply(true));
    lines.add(compared(3, 4) + " " + compared(2.5, 1.5));
  }

  private void references() {
    Supplier<List<String>> maker = ArrayList::new;
    IntFunction<List<String>> sized = ArrayList::new;
    BiFunction<String, Long, Held<String>> record = Held::new;
    IntFunction<Inner> inner = Inner::new;
    IntFunction<int[]> array = int[]::new;
    Function<Integer, String[][]> arrays = String[][]::new;
    Function<Held<String>, String> told = Held::told;
    BiFunction<Held<?>, Integer, String> tell = Held::tell;
    Function<Object, String> any = Object::toString;
    ToIntFunction<CharSequence> length = CharSequence::length;
    BiFunction<String, Object, String> varied = BentLambdas::joined;
    UnaryOperator<int[]> copy = int[]::clone;
    Supplier<String> bound = own::trim;
    IntFunction<Supplier<String>> hidden = n -> new Inner(n).supplier('-');
    lines.add(maker.get() + " " + sized.apply(3) + record.apply("r", 8L) + inner.apply(6).number);
    lines.add(array.apply(3).length + " " + arrays.apply(2).length + told.apply(new Held<>("t", 1)));
    lines.add(tell.apply(new Held<>(2, 3), 2) + any.apply(List.of(1)) + length.applyAsInt("four"));
    lines.add(varied.apply(",", 4) + copy.apply(new int[] {9})[0] + bound.get() + hidden.apply(5).get());
    Supplier<String> above = super::toString;
    lines.add(above.get().replaceAll("@.*", ""));
    lines.add(failure(() -> {
      IntSupplier ofNothing = nothing()::length;
      lines.add("not thrown " + ofNothing);
    }));
  }

  @SuppressWarnings("NullAway") // That it is null is what is tried.
  private static String nothing() {
    return null;
  }

  private void effects() {
    AtomicInteger count = new AtomicInteger();
    Runnable counted = count::incrementAndGet;
    List<String> gathered = new ArrayList<>();
    Consumer<String> gather = gathered::add;
    Consumer<String> made = StringBuilder::new;
    Consumer<List<String>> clear = List::clear;
    counted.run();
    counted.run();
    gather.accept("a");
    made.accept("b");
    lines.add(count + " " + gathered);
    clear.accept(gathered);
    lines.add(gathered.toString());
    lines.add(failure(() -> {
      throw new java.io.IOException("as thrown");
    }));
  }

  private static String failure(Thrower<?> thrower) {
    try {
      thrower.run();
      return "none";
    } catch (Exception e) {
      return e.getClass() + (e instanceof java.io.IOException ? e.getMessage() : "");
    }
  }

  private void interfaces() {
    Both both = String::length;
    ToIntOfText asOther = both;
    Function<String, Integer> asFunction = both;
    Supplier<String> marked = (Supplier<String> & Marked) () -> "marked";
    lines.add(both.apply("one") + " " + asOther.apply("four") + asFunction.andThen(n -> n + 1).apply("three"));
    lines.add(marked.get() + (marked instanceof Marked) + same().equals(same()));
    lines.add(failure(() -> heaped(asFunction).apply(4)));
  }

  /** One that captures nothing is made once. */
  private static Predicate<String> same() {
    return String::isEmpty;
  }

  @SuppressWarnings("unchecked") // An argument of a wrong type is what is tried.
  private static Function<Object, Object> heaped(Function<String, Integer> function) {
    return (Function<Object, Object>) (Function<?, ?>) function;
  }

  private static IntUnaryOperator factorial() {
    return n -> n < 2 ? 1 : n * factorial().applyAsInt(n - 1);
  }

  @Override
  public List<String> call() {
    captures(true, (byte) -1, (short) -2, 'c', 4, 1L << 33, 0.5f, -0.25, "text", new int[] {5});
    captures(false, Byte.MIN_VALUE, Short.MAX_VALUE, '\uffff', -4, -1, Float.NaN, 1e300, "", new int[1]);
    conversions();
    references();
    effects();
    interfaces();
    lines.add(AT_THE_START.get() + " " + factorial().applyAsInt(6));
    lines.addAll(BentPlaces.lines());
    lines.removeIf(Objects::isNull);
    return lines;
  }
}
