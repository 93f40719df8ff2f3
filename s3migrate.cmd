@echo off
rem Runs the s3migrate command line from this checkout on Windows: finds JDK 25, builds what is missing or older than
rem its sources, starts. The same as the script s3migrate beside it, which also keeps classes for quicker starts.
setlocal
set "here=%~dp0"
set "here=%here:~0,-1%"

call :find_jdk25
if not defined jdk (
  echo s3migrate: no JDK 25 found ^(looked at JAVA_HOME, PATH and the usual folders^). Install one, for example 1>&2
  echo Temurin 25, or set JAVA_HOME to it. 1>&2
  exit /b 3
)
call :build || exit /b 3

rem Java reads arguments by the code page of the system. As they were typed they tell whether that has all of their
rem characters; without quotes around, as those within would end them.
set S3MIGRATE_TYPED=%*

rem What only asks and says something is over before the optimizing compiler pays. TLS needs it, as there is no native
rem cryptography for Windows.
set "jit=-XX:TieredStopAtLevel=1"
for %%c in (sync cp verify demo worker) do if "%~1"=="%%c" set "jit="

"%jdk%\bin\java" %jit% -XX:+UseSerialGC -Xshare:auto -XX:SharedArchiveFile="%here%\cli\target\s3migrate.jsa" ^
  "-Xlog:cds*=off" "-Xlog:aot*=off" -Xmx1g ^
  --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow ^
  -Ds3migrate.home="%here%" -cp "%here%\cli\target\lib\*" s3migrate.cli.Main %*
exit /b %errorlevel%

rem Sets jdk, if there is one.
:find_jdk25
set "jdk="
if defined JAVA_HOME call :try_jdk25 "%JAVA_HOME%"
for /d %%d in ("%ProgramFiles%\Eclipse Adoptium\jdk-25*" "%ProgramFiles%\Java\jdk-25*" "%ProgramFiles%\Amazon Corretto\jdk25*" "%ProgramFiles%\Microsoft\jdk-25*" "%USERPROFILE%\.jdks\*25*") do call :try_jdk25 "%%~d"
for %%j in (java.exe) do if not "%%~$PATH:j"=="" for %%h in ("%%~dp$PATH:j..") do call :try_jdk25 "%%~fh"
exit /b 0

rem The first that is taken stays.
:try_jdk25
if defined jdk exit /b 0
if not exist "%~1\bin\javac.exe" exit /b 0
findstr /r /c:"^JAVA_VERSION=.25[.\"\"]" "%~1\release" >nul 2>nul && set "jdk=%~1"
exit /b 0

rem Builds into cli\target\lib if a source is newer than cli\target\built.
:build
if exist "%here%\cli\target\lib\" powershell -NoProfile -Command "$b = Get-Item -LiteralPath (Join-Path $env:here 'cli\target\built') -ErrorAction SilentlyContinue; if (-not $b) { exit 1 }; $new = 'pom.xml','sandbox','core','worker','jobsender','cli' | ForEach-Object { if ($_ -eq 'pom.xml') { Join-Path $env:here $_ } else { Join-Path $env:here ($_ + '\pom.xml'); Join-Path $env:here ($_ + '\src') } } | ForEach-Object { Get-ChildItem -LiteralPath $_ -Recurse -File } | Where-Object { $_.LastWriteTime -gt $b.LastWriteTime } | Select-Object -First 1; if ($new) { exit 1 }" && exit /b 0
where mvn >nul 2>nul || (
  echo s3migrate: not built yet, and no Maven found to build it. Install Maven 3.8.7 or later. 1>&2
  exit /b 1
)
echo s3migrate: building ^(first run downloads libraries; later runs take seconds^) ... 1>&2
rem A source that changes during the build is newer than its beginning.
set "started=%TEMP%\s3migrate-built-%RANDOM%"
echo.> "%started%"
setlocal
set "JAVA_HOME=%jdk%"
set "MAVEN_OPTS=%MAVEN_OPTS% --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
pushd "%here%"
call mvn -q -B -DskipTests -Dspotless.check.skip=true -Dstyle.color=never -pl cli -am package 1>&2 || (
  popd
  del "%started%"
  echo s3migrate: the build failed; the lines above say why. 1>&2
  exit /b 1
)
popd
endlocal
move /y "%started%" "%here%\cli\target\built" >nul
exit /b 0
