// Asks the filter from Java: java Client.java COMMAND [ARGUMENT...]
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

class Client {
  public static void main(String[] command) throws IOException, InterruptedException {
    Process filter = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (BufferedWriter questions = new BufferedWriter(new OutputStreamWriter(filter.getOutputStream(), StandardCharsets.UTF_8));
        BufferedReader answers = new BufferedReader(new InputStreamReader(filter.getInputStream(), StandardCharsets.UTF_8))) {
      questions.write("{\"id\": 1, \"domain\": \"benefits\", \"policy\": \"ab-toj\", \"call\": \"top_up\","
          + " \"with\": {\"per\": \"year\", \"pre_accident_net\": \"60000\", \"actual_net\": \"40000\"}}\n");
      questions.flush();
      // A host has its JSON library: this example does without one.
      Matcher amount = Pattern.compile("\"amount\":\"([0-9.]+)\",\"monthly\":\"([0-9.]+)\"").matcher(answers.readLine());
      System.out.println(amount.find() ? amount.group(1) + " a year, " + amount.group(2) + " a month" : "no answer");
    }
    System.exit(filter.waitFor());
  }
}
