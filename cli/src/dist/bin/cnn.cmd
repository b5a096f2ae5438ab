@echo off
rem The one command, from an unpacked archive. CNN_JAVA_OPTS: more flags for this JVM, for example -Xmx8g.
setlocal
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
rem What computes for long has arrays that begin on cache lines; everything else starts sooner without.
set "aligned="
for %%c in (bench check compare demo gate train) do if "%~1"=="%%c" set "aligned=-XX:ObjectAlignmentInBytes=64"
"%java%" --add-modules jdk.incubator.vector %aligned% --enable-native-access=ALL-UNNAMED -Djava.awt.headless=true ^
  -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 %CNN_JAVA_OPTS% -classpath "%~dp0..\lib\*" org.scratchcnn.cli.Main %*
