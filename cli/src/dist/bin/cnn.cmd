@echo off
rem The one command, from an unpacked archive. CNN_JAVA_OPTS: more flags for this JVM, for example -Xmx8g.
setlocal
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
"%java%" --add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED -Djava.awt.headless=true ^
  -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 %CNN_JAVA_OPTS% -classpath "%~dp0..\lib\*" org.scratchcnn.cli.Main %*
