import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.*;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Written in all that small programs are written in: what javac loads for it goes into the archive of its classes. */
public class Training {
  interface Shape {
    double area();
  }

  record Circle(double radius) implements Shape {
    @Override
    public double area() {
      return Math.PI * radius * radius;
    }
  }

  sealed interface Tree<T extends Comparable<T>> permits Leaf, Branch {}

  static final class Leaf<T extends Comparable<T>> implements Tree<T> {}

  static final class Branch<T extends Comparable<T>> implements Tree<T> {
    final T value;
    Tree<T> left = new Leaf<>();

    Branch(T value) {
      this.value = value;
    }
  }

  enum Color {
    RED {
      @Override
      int weight() {
        return 1;
      }
    },
    GREEN;

    int weight() {
      return 0;
    }
  }

  @SafeVarargs
  static <T> List<T> listOf(T... items) {
    return new ArrayList<>(Arrays.asList(items));
  }

  public static void main(String[] arguments) throws IOException {
    BufferedReader reader = new BufferedReader(new InputStreamReader(InputStream.nullInputStream()));
    reader.readLine();
    StringTokenizer tokens = new StringTokenizer("3 4");
    int number = Integer.parseInt(tokens.nextToken());
    Scanner scanner = new Scanner("1 2 three\nline\n");
    long sum = scanner.nextInt() + scanner.nextLong();
    String word = scanner.next() + scanner.nextLine() + scanner.nextLine();

    Map<String, List<Integer>> groups = new HashMap<>();
    for (int i = 0; i < number; i++) groups.computeIfAbsent("k" + i % 2, key -> new ArrayList<>()).add(i);
    Map<String, Integer> sorted = new TreeMap<>();
    groups.forEach((key, list) -> sorted.merge(key, list.size(), Integer::sum));
    String joined =
        groups.entrySet().stream()
            .sorted(Map.Entry.comparingByKey(Comparator.reverseOrder()))
            .map(entry -> entry.getKey() + entry.getValue())
            .collect(Collectors.joining(","));
    var boxed = IntStream.rangeClosed(1, 5).boxed().map(String::valueOf).collect(Collectors.toList());
    PriorityQueue<int[]> queue = new PriorityQueue<>((a, b) -> a[0] - b[0]);
    queue.add(new int[] {1, 2});
    Deque<Integer> stack = new ArrayDeque<>();
    stack.push(queue.poll()[1]);
    Set<Character> letters = new LinkedHashSet<>(List.of('a', 'b'));
    Collections.sort(boxed, (a, b) -> b.compareTo(a));

    StringBuilder text = new StringBuilder();
    text.append(sum).append(word).append(joined).append(letters).append(stack).reverse();
    long[][] table = new long[3][4];
    table[0][1] += 3;
    outer:
    for (char letter : "abc".toCharArray()) {
      while (true) {
        if (letter == 'b') break outer;
        continue outer;
      }
    }
    Object object = new Circle(number > 2 ? 1.5 : 2);
    if (object instanceof Circle circle && circle.area() > 1) text.append(circle);
    String named = switch (Color.RED) {
      case RED -> "red" + Color.RED.weight();
      default -> "other";
    };
    Supplier<Tree<Integer>> supplier = () -> new Branch<>(number);
    Runnable runnable = new Runnable() {
      @Override
      public void run() {
        System.out.println(supplier.get() != null);
      }
    };
    runnable.run();
    try {
      throw new IllegalArgumentException(listOf(1, 2) + named);
    } catch (RuntimeException error) {
      error.printStackTrace(new PrintWriter(new StringWriter()));
    } finally {
      System.out.printf("%d %.2f %s%n", number, new BigDecimal("1.5").doubleValue(), new BigInteger("7").pow(9));
    }
    PrintWriter writer = new PrintWriter(System.out);
    writer.println(text + String.format("%5d", table[0][1]) + Arrays.toString(table[0]));
    writer.flush();
  }
}
